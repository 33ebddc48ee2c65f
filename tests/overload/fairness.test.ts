/**
 * Many who flood the gateway together, each within the own share, do not keep the front desk from its answers. Fails without
 * `partOf` in gateway/src/limits/limits.ts, as the control of each test shows, and without the turns of infra/graphql/src/limiter.ts.
 */
import type { Principal } from '@campusgraph/auth';
import { type Limits, type Listening, listen, type SendToSubgraph } from '@campusgraph/gateway';
import { waitFor } from '@campusgraph/testing';
import { afterEach, expect, test } from '@jest/globals';
import { staff, startTestGateway, type TestGateway } from '../../gateway/tests/harness.ts';

const REQUESTS = 8;
const requestsOf = { STAFF: 8, PARTNER: 2, GUARDIAN: 2, STUDENT: 2, ANONYMOUS: 2 };
/** What there is without fairness between circles: whoever comes first. */
const FIRST_COME = { PARTNER: 1, ANONYMOUS: 1, organization: 1 };
const FAIR = { PARTNER: 0.5, ANONYMOUS: 0.5, organization: 0.75 };

/** Two subgraphs that are held in hand; one alone may not hold all places. */
const HELD = ['{ student(id: "s1") { name } }', '{ motto }'] as const;
const AT_ONCE = '{ version }';

let graph: TestGateway;
let server: Listening;
/** Fetches that subgraphs have in hand and do not answer until `release`. */
let held: number;
let release: () => void;

async function start(partOf: Limits['partOf']): Promise<void> {
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
  const limits = { requests: REQUESTS, requestsOf, partOf };
  graph = await startTestGateway({ send, limits, subgraphTimeoutMs: 600_000 });
  server = await listen(graph.gateway, { port: 0, host: '127.0.0.1' });
}
afterEach(async () => {
  release();
  await server.close();
  await graph.stop();
});

async function ask(query: string, principal: Principal | null) {
  const token = principal && (await graph.token(principal)).accessToken;
  const response = await fetch(`http://127.0.0.1:${server.port}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
    body: JSON.stringify({ query }),
  });
  const { errors } = (await response.json()) as { errors?: { extensions: { code: string } }[] };
  return { status: response.status, code: errors?.[0]?.extensions.code };
}

const app = (n: number): Principal => staff(['student:read'], { kind: 'PARTNER', subject: `app-${n}` });
const clerk = (n: number, organizationId?: string): Principal =>
  staff(['student:read'], { subject: `clerk-${n}`, ...(organizationId && { organizationId }) });
const OTHER_CHAIN = '00000000-0000-4000-8000-000000000002';

const isHeld = (count: number) => waitFor(() => held === count, { what: `${count} fetches in hand` });
const many = (whom: (n: number) => Principal) => Array.from({ length: 50 }, (_, n) => whom(n));

/** All ask at once for what is not answered, until one of them is refused. */
async function flood(askers: readonly Principal[]): Promise<void> {
  const answers = askers.map((asker, n) => ask(HELD[n % 2] ?? '', asker));
  expect(await Promise.race(answers)).toMatchObject({ code: 'OVERLOADED' });
}

test('however many partners flood the gateway, half of its places is for those who work there', async () => {
  await start(FAIR);
  await flood(many(app));
  await isHeld(REQUESTS / 2);
  for (let n = 0; n < REQUESTS; n += 1) expect(await ask(AT_ONCE, clerk(n))).toMatchObject({ status: 200 });
});

test('without that part for partners, nobody else is answered while they flood', async () => {
  await start(FIRST_COME);
  await flood(many(app));
  await isHeld(REQUESTS);
  expect(await ask(AT_ONCE, clerk(1))).toEqual({ status: 503, code: 'OVERLOADED' });
});

test('one chain alone does not fill the gateway either; another one’s front desk is answered', async () => {
  await start(FAIR);
  await flood(many((n) => clerk(n)));
  await isHeld((REQUESTS * 3) / 4);
  expect(await ask(AT_ONCE, clerk(1, OTHER_CHAIN))).toMatchObject({ status: 200 });
  expect(await ask(AT_ONCE, null)).toMatchObject({ status: 200 });
});

test('without that part for a chain, the other one waits in vain', async () => {
  await start(FIRST_COME);
  await flood(many((n) => clerk(n)));
  await isHeld(REQUESTS);
  expect(await ask(AT_ONCE, clerk(1, OTHER_CHAIN))).toEqual({ status: 503, code: 'OVERLOADED' });
});
