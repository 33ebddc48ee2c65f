/**
 * What a subgraph that hangs may cost the others. Fails without the bulkhead in gateway/src/subgraphs/data-source.ts: the
 * requests that wait for billing would fill the gateway.
 */
import { type Listening, listen, type SendToSubgraph } from '@campusgraph/gateway';
import { waitFor } from '@campusgraph/testing';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { brief, staff, startTestGateway, type TestGateway } from '../../gateway/tests/harness.ts';

const REQUESTS = 8;

let graph: TestGateway;
let server: Listening;
/** Set: billing takes requests and answers none until `release`. */
let hanging: Promise<void> | undefined;
let release: () => void;
let held: number;

beforeEach(async () => {
  held = 0;
  const { promise, resolve } = Promise.withResolvers<void>();
  hanging = promise;
  release = resolve;
  const send: SendToSubgraph = async (subgraph, request) => {
    if (subgraph === 'billing' && hanging) {
      held += 1;
      await hanging;
    }
    return graph.send(subgraph, request);
  };
  // Nobody's patience ends here: only the bulkhead keeps the others going.
  graph = await startTestGateway({ send, limits: { requests: REQUESTS }, subgraphTimeoutMs: 600_000 });
  server = await listen(graph.gateway, { port: 0, host: '127.0.0.1' });
});
afterEach(async () => {
  release();
  await server.close();
  await graph.stop();
});

async function ask(query: string) {
  const { accessToken } = await graph.token(staff(['student:read', 'account:read']));
  const response = await fetch(`http://127.0.0.1:${server.port}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${accessToken}` },
    body: JSON.stringify({ query }),
  });
  const { data, errors = [] } = (await response.json()) as Awaited<ReturnType<TestGateway['ask']>>;
  return { status: response.status, data, errors };
}

const BALANCE = '{ student(id: "s1") { name balance } }';

test('billing hangs: its part is missing at once, all else is answered; it is asked again when it is back', async () => {
  const waiting = Array.from({ length: REQUESTS / 2 }, () => ask(BALANCE));
  await waitFor(() => held === REQUESTS / 2, { what: 'billing to have all that it may hold' });
  // Many more than the gateway has places for; each of them would wait for ever.
  for (let n = 0; n < REQUESTS * 2; n += 1) {
    const { status, data, errors } = await ask(BALANCE);
    expect({ status, data }).toEqual({ status: 200, data: { student: { name: '王小明', balance: null } } });
    expect(errors.map(brief)).toEqual([['SUBGRAPH_UNAVAILABLE', 'student.balance']]);
  }
  expect(held).toBe(REQUESTS / 2);
  expect(await ask('{ version }')).toMatchObject({ status: 200, data: { version: '1' }, errors: [] });
  hanging = undefined;
  release();
  for (const { data, errors } of [...(await Promise.all(waiting)), await ask(BALANCE)]) {
    expect(errors).toEqual([]);
    expect(data.student.balance).toEqual(expect.any(Number));
  }
});

test('all fetches of a request share one deadline: what the first took the next has no more', async () => {
  hanging = undefined;
  const deadlines: (string | undefined)[] = [];
  const slow: SendToSubgraph = async (subgraph, request) => {
    deadlines.push(request.headers['x-campusgraph-deadline']);
    const answer = await own.send(subgraph, request);
    own.advance(6_000);
    return answer;
  };
  const own = await startTestGateway({ send: slow });
  try {
    await own.ask(['student:read', 'account:read'], BALANCE);
    expect(deadlines).toEqual(['2026-03-02T01:00:10.000Z', '2026-03-02T01:00:10.000Z']);
  } finally {
    await own.stop();
  }
});
