import { type Listening, listen } from '@campusgraph/gateway';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type AuditResult, serverAudits } from 'graphql-http';
import { staff, startTestGateway, type TestGateway } from './harness.ts';

/*
 * The audits of graphql-http, the reference implementation of GraphQL over HTTP, over a real connection. Each is asked as a
 * member of staff, since several look at the schema. `graphql-over-http.test.ts` says the specification in our own words.
 */

let graph: TestGateway;
let server: Listening;
let authorization: string;
beforeAll(async () => {
  graph = await startTestGateway();
  server = await listen(graph.gateway, { port: 0 });
  authorization = `Bearer ${(await graph.token(staff([]))).accessToken}`;
});
afterAll(async () => {
  await server.close();
  await graph.stop();
});

const AUDITS = serverAudits({
  url: () => `http://127.0.0.1:${server.port}/graphql`,
  fetchFn: (url: string, init?: RequestInit) => fetch(url, { ...init, headers: { ...init?.headers, authorization } }),
});

const reason = (result: AuditResult): string | null => (result.status === 'ok' ? null : result.reason);

test.each(AUDITS)('$name', async ({ fn }) => {
  expect(reason(await fn())).toBeNull();
});

test('there are 61 of them', () => {
  expect(AUDITS).toHaveLength(61);
});
