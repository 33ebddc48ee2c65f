import { type Principal, ROLES, signPrincipal } from '@campusgraph/auth';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type AttackedGraph, openAttackedGraph } from './attacked-graph.ts';
import { BAD_TOKENS, type Material } from './bad-tokens.ts';
import { createForger } from './forge.ts';

let graph: AttackedGraph;
let material: Material;
beforeAll(async () => {
  graph = await openAttackedGraph();
  const { keys, clock } = graph.stage;
  const branches = [crypto.randomUUID()];
  const principal: Principal = {
    kind: 'STAFF',
    subject: crypto.randomUUID(),
    organizationId: graph.organizationId,
    branches,
    scopes: ['student:read'],
    locale: 'en',
  };
  const guardianId = crypto.randomUUID();
  const family: Principal = {
    ...principal,
    kind: 'GUARDIAN',
    subject: guardianId,
    guardianId,
    scopes: [...ROLES.GUARDIAN],
  };
  material = {
    staff: createForger(await graph.token(principal), keys.accessTokens),
    guardian: createForger(await graph.token(family), keys.accessTokens),
    principal,
    keys,
    now: clock(),
  };
});
afterAll(() => graph?.close());

// What everyone may see is in it, so that the refusal is seen to be of the whole request.
const QUERY = '{ __typename me { kind } students { totalCount } }';

test('there are at least 60 of them, each with a name of its own', () => {
  expect(BAD_TOKENS.length).toBeGreaterThanOrEqual(60);
  expect(new Set(BAD_TOKENS.map(([what]) => what)).size).toBe(BAD_TOKENS.length);
});

test.each(['staff', 'guardian'] as const)(
  'the token of %s that they are made from is accepted, and so is its copy',
  async (who) => {
    const { genuine, forge, signBy } = material[who];
    for (const token of [genuine, forge({}), `${signBy({}, () => genuine.split('.')[2] ?? '')}`]) {
      const { status, data, errors } = await graph.ask(QUERY, `Bearer ${token}`);
      expect([status, errors, data.me.kind]).toEqual([200, [], who.toUpperCase()]);
    }
  },
);

test.each(BAD_TOKENS)('%s: 401, whatever was asked, and no service hears of it', async (_what, make) => {
  const authorization = await make(material);
  graph.calls.length = 0;
  const { status, headers, data, errors } = await graph.ask(QUERY, authorization);
  expect([status, data, errors.map(({ extensions }) => extensions.code)]).toEqual([
    401,
    undefined,
    ['UNAUTHENTICATED'],
  ]);
  expect(headers.get('www-authenticate')).toBe('Bearer error="invalid_token"');
  expect(errors[0]?.message).toMatch(/^The access token was refused: .+\. Sign in again\.$/);
  expect(graph.calls).toEqual([]);
});

describe('a token that is good, but not for this', () => {
  test('of a megabyte: refused by the gateway, which the way through HTTP never reaches', async () => {
    const authorization = `Bearer ${material.staff.tamper({ padding: 'x'.repeat(1_000_000) })}`;
    const { status } = await graph.stage.graph.gateway.execute({ query: QUERY }, { authorization });
    expect(status).toBe(401);
    expect((await graph.ask(QUERY, authorization)).status).toBe(431);
  });

  test('it expires while it is remembered', async () => {
    const { clock } = graph.stage;
    const authorization = `Bearer ${await graph.token(material.principal, { lifetimeS: 60 })}`;
    expect((await graph.ask(QUERY, authorization)).status).toBe(200);
    clock.set(new Date(material.now.getTime() + 60_000));
    expect((await graph.ask(QUERY, authorization)).status).toBe(401);
    clock.set(material.now);
  });

  test.each(['PUT', 'POST'])('uploads by %s refuse the same tokens', async (method) => {
    for (const authorization of ['', 'Bearer nonsense', `Bearer ${material.staff.tamper({ sub: 'x' })}`]) {
      graph.calls.length = 0;
      const { status, errors } = await graph.send({
        method,
        path: '/uploads/leads/1',
        headers: { authorization },
        body: 'x',
      });
      expect([status, errors[0]?.extensions.code, graph.calls]).toEqual([401, 'UNAUTHENTICATED', []]);
    }
  });

  test('only the Authorization header counts', async () => {
    const token = material.staff.genuine;
    const principal = await signPrincipal(material.principal, material.keys.gateway, material.now);
    const body = { query: '{ me { kind } }', access_token: token, extensions: { authorization: `Bearer ${token}` } };
    for (const [path, headers] of [
      [`/graphql?access_token=${token}`, {}],
      ['/graphql', { cookie: `access_token=${token}; authorization=Bearer ${token}` }],
      ['/graphql', { 'x-authorization': `Bearer ${token}`, 'proxy-authorization': `Bearer ${token}` }],
      ['/graphql', { 'x-campusgraph-principal': principal }],
    ] as [string, Record<string, string>][]) {
      const { data, errors } = await graph.send({ path, headers, body });
      expect([data, errors.map(({ extensions }) => extensions.code)]).toEqual([{ me: null }, ['UNAUTHENTICATED']]);
    }
  });
});
