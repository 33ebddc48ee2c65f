import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { callSubgraphs, type Listening, listen } from '@campusgraph/gateway';
import type { Service } from '@campusgraph/graphql';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { brief, staff, startTestGateway, type TestGateway } from './harness.ts';

let graph: TestGateway;
let server: Listening;

/** Answers uploads line by line, and anything else with what it got. */
const http: Service['http'] = async ({ method, path, query, headers, body }) => {
  if (path.startsWith('/uploads/'))
    return {
      status: 200,
      headers: { 'content-type': 'application/x-ndjson' },
      body: Readable.from(['{"a":1}\n', `{"size":${(await text(body)).length}}\n`]),
    };
  return {
    status: 418,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ method, path, query: query.size, headers, body: await text(body) }),
  };
};

const service = (name: string) => ({
  name,
  http,
  graphql: (request: Parameters<Service['graphql']>[0]) => graph.send(name, request),
});
const subgraphs = callSubgraphs([service('organization'), service('academics'), service('crm')]);

beforeAll(async () => {
  graph = await startTestGateway({ send: subgraphs.send, forwardUpload: subgraphs.forwardUpload });
  server = await listen(graph.gateway, { port: 0 });
});
afterAll(async () => {
  await server.close();
  await graph.stop();
});

test('services of the same process are asked by calls; one that is not there is like one that is down', async () => {
  const { data, errors } = await graph.ask(
    ['student:read', 'account:read'],
    '{ version student(id: "s1") { name balance } }',
  );
  expect(data).toEqual({ version: '1', student: { name: '王小明', balance: null } });
  expect(errors.map(brief)).toEqual([['SUBGRAPH_UNAVAILABLE', 'student.balance']]);
});

test('plain requests and streamed uploads reach them too', async () => {
  const plain = await subgraphs.forwardHttp('organization', {
    method: 'POST',
    path: '/oauth/token',
    headers: { a: 'b' },
    body: 'c=d',
  });
  expect([plain.status, JSON.parse(plain.body)]).toEqual([
    418,
    { method: 'POST', path: '/oauth/token', query: 0, headers: { a: 'b' }, body: 'c=d' },
  ]);
  const { accessToken } = await graph.token(staff(['lead:import']));
  const upload = await fetch(`http://127.0.0.1:${server.port}/uploads/leads/1?x=1`, {
    method: 'PUT',
    headers: { authorization: `Bearer ${accessToken}` },
    body: 'x'.repeat(100_000),
  });
  expect(await upload.text()).toBe('{"a":1}\n{"size":100000}\n');
});
