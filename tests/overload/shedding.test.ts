/**
 * What the gateway does with more than it can carry. Fails without `admit` in gateway/src/http/handler.ts, without the shares in
 * gateway/src/overload/admission.ts, and when a body is read in a place of the gateway's.
 */
import { connect } from 'node:net';
import type { Principal } from '@campusgraph/auth';
import { type Listening, listen, type SendToSubgraph } from '@campusgraph/gateway';
import { waitFor } from '@campusgraph/testing';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { staff, startTestGateway, type TestGateway } from '../../gateway/tests/harness.ts';

const REQUESTS = 4;
const OF_PARTNER = 2;
const requestsOf = { STAFF: 3, PARTNER: OF_PARTNER, GUARDIAN: 1, STUDENT: 1, ANONYMOUS: 100 };
/** Everybody here is of one organization, and may fill the gateway; `fairness.test.ts` has several. */
const partOf = { PARTNER: 1, ANONYMOUS: 1, organization: 1 };

let graph: TestGateway;
let server: Listening;
/** Fetches that subgraphs have in hand and do not answer until `release`. */
let held: number;
let release: () => void;

beforeEach(async () => {
  held = 0;
  const { promise, resolve } = Promise.withResolvers<void>();
  release = resolve;
  const send: SendToSubgraph = async (subgraph, request) => {
    if (subgraph === 'academics' || request.body.includes('motto')) {
      held += 1;
      await promise;
    }
    return graph.send(subgraph, request);
  };
  graph = await startTestGateway({
    send,
    limits: { requests: REQUESTS, requestsOf, partOf },
    subgraphTimeoutMs: 600_000,
  });
  server = await listen(graph.gateway, { port: 0, host: '127.0.0.1' });
});
afterEach(async () => {
  release();
  await server.close();
  await graph.stop();
});

const HELD = '{ student(id: "s1") { name } }';
const AT_ONCE = '{ version }';
/** All the places of the gateway, of which one subgraph may have half. */
const FILLING = [HELD, HELD, '{ motto }', '{ motto }'];

const url = () => `http://127.0.0.1:${server.port}`;

async function ask(query: string, principal: Principal) {
  const { accessToken } = await graph.token(principal);
  const response = await fetch(`${url()}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${accessToken}` },
    body: JSON.stringify({ query }),
  });
  const { data, errors } = (await response.json()) as {
    data?: unknown;
    errors?: { message: string; extensions: Record<string, unknown> }[];
  };
  const [error] = errors ?? [];
  const retryAfter = response.headers.get('retry-after');
  return { status: response.status, data, message: error?.message, code: error?.extensions.code, retryAfter };
}

const frontDesk = (n: number) => staff(['student:read'], { subject: `front-desk-${n}` });
const partner = staff(['student:read'], { kind: 'PARTNER', subject: 'app-1' });
const isHeld = (count: number) => waitFor(() => held === count, { what: `${count} fetches in hand` });

test('who floods is refused from the own share on; everyone else is answered as before', async () => {
  const underWay = [ask(HELD, partner), ask(HELD, partner)];
  await isHeld(OF_PARTNER);
  for (const query of [HELD, AT_ONCE])
    expect(await ask(query, partner)).toMatchObject({
      status: 429,
      code: 'TOO_MANY_REQUESTS',
      retryAfter: '1',
      message:
        '2 of your requests are under way, and no more are allowed at once. Wait for their answers, or try again in 1 s.',
    });
  expect(await ask(AT_ONCE, frontDesk(1))).toMatchObject({ status: 200, data: { version: '1' } });
  release();
  expect(await Promise.all(underWay)).toMatchObject([{ status: 200 }, { status: 200 }]);
  expect(await ask(AT_ONCE, partner)).toMatchObject({ status: 200 });
});

test('more than there is room for is refused before it is begun, with the remedy in the reader’s language; health is told', async () => {
  const underWay = FILLING.map((query, n) => ask(query, frontDesk(n)));
  await isHeld(REQUESTS);
  // As many as may wait do; one more is refused at once.
  const more = Array.from({ length: REQUESTS + 1 }, (_, n) => ask(AT_ONCE, { ...frontDesk(10 + n), locale: 'zh-CN' }));
  expect(await Promise.race(more)).toMatchObject({
    status: 503,
    code: 'OVERLOADED',
    retryAfter: '1',
    message: '系统繁忙,本次请求未被执行。请 1 秒后重试,并逐次延长等待时间。',
  });
  expect(held).toBe(REQUESTS);
  expect((await fetch(`${url()}/health/ready`)).status).toBe(200);
  release();
  expect((await Promise.all(underWay)).map(({ status }) => status)).toEqual(FILLING.map(() => 200));
  await Promise.all(more);
  expect(await ask(AT_ONCE, frontDesk(1))).toMatchObject({ status: 200, data: { version: '1' } });
});

test('a sign-in takes its place like any request', async () => {
  const underWay = FILLING.map((query, n) => ask(query, frontDesk(n)));
  await isHeld(REQUESTS);
  const signIns = Array.from({ length: REQUESTS + 1 }, () => fetch(`${url()}/oauth/token`, { method: 'POST' }));
  expect((await Promise.race(signIns)).status).toBe(503);
  release();
  await Promise.all([...underWay, ...signIns]);
});

test('bodies that trickle in hold no place', async () => {
  const sockets = Array.from({ length: REQUESTS * 4 }, () => {
    const socket = connect({ port: server.port, host: '127.0.0.1' });
    socket.on('error', () => {});
    socket.write(
      'POST /graphql HTTP/1.1\r\nhost: gateway\r\ncontent-type: application/json\r\ncontent-length: 100\r\n\r\n{',
    );
    return socket;
  });
  await waitFor(() => sockets.every((socket) => socket.bytesWritten > 0), { what: 'the requests to be sent' });
  expect(await ask(AT_ONCE, frontDesk(1))).toMatchObject({ status: 200 });
  for (const socket of sockets) socket.destroy();
});
