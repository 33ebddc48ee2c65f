import { type Listening, listen, type SendToSubgraph } from '@campusgraph/gateway';
import { CLIENT_ADDRESS_HEADER } from '@campusgraph/graphql';
import { afterEach, describe, expect, test } from '@jest/globals';
import { startTestGateway, type TestGateway } from './harness.ts';

let graph: TestGateway;
let server: Listening;
/** Whom each subgraph was told to be asked by. */
const told = new Map<string, string | undefined>();

async function start(trustedProxies: string[] = []): Promise<void> {
  told.clear();
  const send: SendToSubgraph = async (subgraph, request) => {
    told.set(subgraph, request.headers[CLIENT_ADDRESS_HEADER]);
    if (!request.body.includes('signIn')) return graph.send(subgraph, request);
    const error = { message: 'Locked.', extensions: { code: 'ACCOUNT_LOCKED', retryAfterS: 840 } };
    return { status: 200, body: JSON.stringify({ data: null, errors: [error] }) };
  };
  graph = await startTestGateway({ send, trustedProxies });
  server = await listen(graph.gateway, { port: 0, host: '127.0.0.1' });
}
afterEach(async () => {
  await server.close();
  await graph.stop();
});

/** What a client writes that wants to be somebody else. */
const FORGED = { 'x-forwarded-for': '198.51.100.1', [CLIENT_ADDRESS_HEADER]: '198.51.100.2' };

async function askForToken(): Promise<string | undefined> {
  await fetch(`http://127.0.0.1:${server.port}/oauth/token`, { method: 'POST', body: 'grant_type=x', headers: FORGED });
  return graph.plainRequests.findLast(({ path }) => path === '/oauth/token')?.headers[CLIENT_ADDRESS_HEADER];
}
const ask = (query: string) =>
  fetch(`http://127.0.0.1:${server.port}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...FORGED },
    body: JSON.stringify({ query }),
  });

describe('organization is told where who signs in is', () => {
  test('and no header of the client’s changes that', async () => {
    await start();
    expect(await askForToken()).toBe('127.0.0.1');
  });

  test('which behind a proxy of ours is whom the proxy has answered', async () => {
    await start(['127.0.0.1']);
    expect(await askForToken()).toBe('198.51.100.1');
  });

  test('and no other service is', async () => {
    await start();
    await ask('{ version broken }');
    expect(Object.fromEntries(told)).toEqual({ organization: '127.0.0.1', academics: undefined });
  });
});

test('what a service says about when to try again is said over HTTP too', async () => {
  await start();
  const response = await ask('mutation { signIn(input: { login: "wang", password: "x" }) { accessToken } }');
  expect(response.headers.get('retry-after')).toBe('840');
  const { errors } = (await response.json()) as { errors: { extensions: object }[] };
  expect(errors[0]?.extensions).toMatchObject({ code: 'ACCOUNT_LOCKED', retryAfterS: 840 });
});
