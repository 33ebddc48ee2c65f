import { ROLES, servicePrincipal, verifyAccessToken } from '@campusgraph/auth';
import { leadConverted } from '@campusgraph/contracts';
import { newId } from '@campusgraph/persistence';
import { migrationDrift, principals } from '@campusgraph/testing';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { JSONWebKeySet } from 'jose';
import { schema } from '../src/persistence/schema.ts';
import { http, PASSWORD, startOrganization } from './harness.ts';

let app: Awaited<ReturnType<typeof startOrganization>>;
beforeAll(async () => {
  app = await startOrganization();
});
afterAll(() => app.stop());

const SIGN_IN =
  'mutation ($login: String!, $password: String!) { signIn(input: { login: $login, password: $password }) { accessToken expiresAt } }';
const OPEN_BRANCH = `mutation ($regionId: ID!, $code: String!, $zone: String!) {
  openBranch(input: { regionId: $regionId, code: $code, name: "朝阳校区", timeZone: $zone }) { branch { id code region { name } } } }`;

const verify = (token: string) =>
  verifyAccessToken(token, {
    jwks: { keys: [app.key.publicJwk] } as JSONWebKeySet,
    issuer: 'https://test.example',
    now: app.clock(),
  });

/** A tenant with a region and two branches. */
async function chain() {
  const { organizationId, founderId, login } = await app.found();
  const hq = principals.hq({ organizationId, staffId: founderId });
  const region = await app.gateway.ask(
    app.service,
    hq,
    'mutation { openRegion(input: { name: "华北" }) { region { id } } }',
  );
  const regionId = region.data.openRegion.region.id as string;
  const open = async (code: string) =>
    (await app.gateway.ask(app.service, hq, OPEN_BRANCH, { regionId, code, zone: 'Asia/Shanghai' })).data.openBranch
      .branch.id as string;
  return { organizationId, hq, login, regionId, north: await open('BJ01'), south: await open('SH01') };
}

describe('branches', () => {
  test('headquarters sees every branch by code, a manager only the own one, another chain none', async () => {
    const { organizationId, hq, north } = await chain();
    const codes = async (principal: typeof hq) =>
      (await app.gateway.ask(app.service, principal, '{ branches { totalCount nodes { code } } }')).data.branches;
    expect(await codes(hq)).toEqual({ totalCount: 2, nodes: [{ code: 'BJ01' }, { code: 'SH01' }] });
    expect((await codes(principals.staff({ organizationId, branchIds: [north] }))).nodes).toEqual([{ code: 'BJ01' }]);
    expect((await codes(principals.hq({ organizationId: newId() }))).nodes).toEqual([]);
  });

  test('a code is given once in a chain, and has a shape', async () => {
    const { hq, regionId } = await chain();
    const refuse = async (code: string, zone = 'Asia/Shanghai') =>
      (await app.gateway.ask(app.service, hq, OPEN_BRANCH, { regionId, code, zone })).errors?.[0]?.extensions.code;
    expect(await refuse('BJ01')).toBe('BRANCH_CODE_TAKEN');
    expect(await refuse('bj 1')).toBe('INVALID_BRANCH_CODE');
    expect(await refuse('BJ02', 'Beijing')).toBe('UNKNOWN_TIME_ZONE');
  });

  test('a page has from 1 to 100 rows and goes on after its cursor', async () => {
    const { hq } = await chain();
    const first = await app.gateway.ask(
      app.service,
      hq,
      '{ branches(first: 1) { pageInfo { hasNextPage endCursor } } }',
    );
    expect(first.data.branches.pageInfo.hasNextPage).toBe(true);
    const next = await app.gateway.ask(
      app.service,
      hq,
      '{ branches(first: 1, after: "' +
        first.data.branches.pageInfo.endCursor +
        '") { nodes { code } pageInfo { hasNextPage } } }',
    );
    expect(next.data.branches).toEqual({ nodes: [{ code: 'SH01' }], pageInfo: { hasNextPage: false } });
    for (const bad of ['first: 0', 'first: 101']) {
      expect(
        (await app.gateway.ask(app.service, hq, `{ branches(${bad}) { totalCount } }`)).errors?.[0]?.extensions.code,
      ).toBe('INVALID_PAGE_SIZE');
    }
    expect(
      (await app.gateway.ask(app.service, hq, '{ branches(after: "nonsense") { totalCount } }')).errors?.[0]?.extensions
        .code,
    ).toBe('INVALID_CURSOR');
  });
});

describe('signing in', () => {
  test('a staff member gets a token with the scopes of the role and the own branches', async () => {
    const { hq, north } = await chain();
    const login = newId();
    const added = await app.gateway.ask(
      app.service,
      hq,
      `mutation { addStaff(input: { name: "李老师", role: TEACHER, branchIds: ["${north}"], login: "${login}", password: "${PASSWORD}" }) { staffMember { id } } }`,
    );
    const answer = await app.gateway.ask(app.service, null, SIGN_IN, { login, password: PASSWORD });
    const { principal } = await verify(answer.data.signIn.accessToken);
    expect(principal).toMatchObject({
      kind: 'STAFF',
      subject: added.data.addStaff.staffMember.id,
      branches: [north],
      scopes: [...ROLES.TEACHER],
    });
  });

  test('a wrong password and an unknown login answer alike, and the tenth failure locks', async () => {
    const { login } = await app.found();
    const code = async (who: string, password: string) =>
      (await app.gateway.ask(app.service, null, SIGN_IN, { login: who, password })).errors?.[0]?.extensions.code;
    expect(await code('nobody', PASSWORD)).toBe('WRONG_CREDENTIALS');
    for (let n = 0; n < 10; n += 1) expect(await code(login, 'wrong password')).toBe('WRONG_CREDENTIALS');
    expect(await code(login, PASSWORD)).toBe('ACCOUNT_LOCKED');
    app.clock.advance({ minutes: 15 });
    expect(await code(login, PASSWORD)).toBeUndefined();
  });

  test('fifty guesses at the same instant are ten guesses', async () => {
    const { login } = await app.found();
    const guesses = Array.from({ length: 50 }, () =>
      app.gateway.ask(app.service, null, SIGN_IN, { login, password: 'wrong password' }),
    );
    const errors = (await Promise.all(guesses)).map((answer) => answer.errors?.[0]?.extensions);
    expect(errors.filter((extensions) => extensions?.code === 'WRONG_CREDENTIALS')).toHaveLength(10);
    expect(errors.filter((extensions) => extensions?.code === 'ACCOUNT_LOCKED')).toHaveLength(40);
    expect(errors).toContainEqual(expect.objectContaining({ code: 'ACCOUNT_LOCKED', retryAfterS: 900 }));
  });

  test('nothing else works without signing in', async () => {
    const answer = await app.gateway.ask(app.service, null, '{ branches { totalCount } }');
    expect(answer.errors?.[0]).toMatchObject({ message: '请先登录。', extensions: { code: 'UNAUTHENTICATED' } });
    const unsigned = await app.service.graphql({ body: '{"query":"{ _service { sdl } }"}', headers: {} });
    expect(unsigned.status).toBe(401);
  });
});

test('a converted lead gives the guardian an invitation that works once', async () => {
  const { organizationId, hq, north } = await chain();
  const guardianId = newId();
  const invited: { activationCode: string; login: string }[] = [];
  const listener = await app.transport.consume({
    consumer: 'test',
    types: ['organization.account.invited.v1'],
    handle: async (deliveries) =>
      void invited.push(
        ...deliveries.map(
          (delivery) => (JSON.parse(delivery.body) as { data: { activationCode: string; login: string } }).data,
        ),
      ),
  });
  const phone = `+86139${String(Math.trunc(Math.random() * 1e8)).padStart(8, '0')}`;
  const leadId = newId();
  await app.transport.publish([
    {
      id: newId(),
      type: leadConverted.type,
      aggregateId: leadId,
      correlationId: 'test',
      body: JSON.stringify({
        id: newId(),
        type: leadConverted.type,
        occurredAt: app.clock().toISOString(),
        organizationId,
        branchId: north,
        aggregateId: leadId,
        aggregateVersion: 1,
        actor: { kind: 'STAFF', subject: hq.subject },
        correlationId: 'test',
        data: {
          leadId,
          channel: 'WALK_IN',
          sourceName: '门店',
          capturedAt: app.clock().toISOString(),
          convertedAt: app.clock().toISOString(),
          householdId: newId(),
          guardian: { guardianId, name: '张女士', phone, email: null, locale: 'zh-CN' },
          student: { studentId: newId(), name: '张小明', birthDate: null },
        },
      }),
    },
  ]);
  await app.service.idle();
  await listener.stop();
  const activate = () =>
    app.gateway.ask(
      app.service,
      null,
      'mutation ($code: String!, $login: String!) { activateAccount(input: { login: $login, activationCode: $code, password: "春眠不觉晓处处闻啼鸟" }) { accessToken } }',
      { login: phone, code: invited[0]?.activationCode },
    );
  const { principal } = await verify((await activate()).data.activateAccount.accessToken);
  expect(principal).toMatchObject({ kind: 'GUARDIAN', subject: guardianId, guardianId, branches: [north] });
  expect((await activate()).errors?.[0]?.extensions.code).toBe('WRONG_ACTIVATION_CODE');
});

describe('partners', () => {
  const REGISTER = `mutation ($scopes: [String!]!) { registerClientApp(input: { name: "测评机构", scopes: $scopes, purpose: "学情测评", expiresAt: "2027-01-01T00:00:00Z" }) { clientSecret clientApp { id clientId scopes } } }`;
  const token = (body: Record<string, string>) =>
    http(app.service, 'POST', '/oauth/token', {}, new URLSearchParams(body));

  test('an app gets a token for the scopes it asks of its grant, until its secret is rotated or it is revoked', async () => {
    const { hq } = await chain();
    const { clientSecret, clientApp } = (
      await app.gateway.ask(app.service, hq, REGISTER, { scopes: ['student:read', 'class:read'] })
    ).data.registerClientApp;
    const ask = {
      grant_type: 'client_credentials',
      client_id: clientApp.clientId as string,
      client_secret: clientSecret as string,
    };
    const granted = JSON.parse(String((await token({ ...ask, scope: 'class:read' })).body));
    expect(granted).toMatchObject({ token_type: 'Bearer', expires_in: 3600, scope: 'class:read' });
    expect((await verify(granted.access_token)).principal).toMatchObject({
      kind: 'PARTNER',
      subject: clientApp.id,
      scopes: ['class:read'],
      branches: 'ALL',
    });
    expect((await token({ ...ask, scope: 'ledger:read' })).status).toBe(400);
    const rotated = await app.gateway.ask(
      app.service,
      hq,
      `mutation { rotateClientAppSecret(input: { clientAppId: "${clientApp.id}" }) { clientSecret } }`,
    );
    expect((await token(ask)).status).toBe(401);
    const fresh = { ...ask, client_secret: rotated.data.rotateClientAppSecret.clientSecret as string };
    expect((await token(fresh)).status).toBe(200);
    await app.gateway.ask(
      app.service,
      hq,
      `mutation { revokeClientApp(input: { clientAppId: "${clientApp.id}" }) { clientApp { revokedAt } } }`,
    );
    expect((await token(fresh)).status).toBe(401);
    const revocations = JSON.parse(String((await http(app.service, 'GET', '/internal/revocations', {})).body));
    expect(revocations.clientAppIds).toContain(clientApp.id);
  });

  test('nobody grants more than he has', async () => {
    const { organizationId } = await app.found();
    const clerk = principals.hq({ organizationId });
    const answer = await app.gateway.ask(
      app.service,
      { ...clerk, scopes: ['client-app:manage', 'class:read'] },
      REGISTER,
      { scopes: ['ledger:read'] },
    );
    expect(answer.errors?.[0]?.extensions).toMatchObject({ code: 'INVALID_SCOPE', scopes: ['ledger:read'] });
  });
});

test('signing out ends the token', async () => {
  const { hq } = await chain();
  const tokenId = newId();
  const out = await app.gateway.ask(app.service, { ...hq, tokenId }, 'mutation { revokeToken(input: {}) { tokenId } }');
  expect(out.data.revokeToken.tokenId).toBe(tokenId);
  expect(JSON.parse(String((await http(app.service, 'GET', '/internal/revocations', {})).body)).tokens).toContainEqual({
    tokenId,
    organizationId: hq.organizationId,
  });
});

test('only an operator founds an organization', async () => {
  const { hq } = await chain();
  expect((await http(app.service, 'POST', '/internal/organizations', await app.gateway.headers(hq), {})).status).toBe(
    401,
  );
});

test('the migrations make exactly the tables that the entities describe', async () => {
  expect(await migrationDrift(schema, app.urls)).toEqual([]);
});

test('every reading of personal data is on record, for the own organization to see', async () => {
  const { organizationId, hq } = await chain();
  const access = {
    organizationId,
    actorKind: 'STAFF',
    actorId: hq.subject,
    operation: 'GuardianCard',
    fields: ['Guardian.phone'],
    correlationId: 'c-1',
  };
  const operator = await app.gateway.headers(servicePrincipal('gateway', organizationId));
  expect((await http(app.service, 'POST', '/internal/accesses', operator, [access])).status).toBe(204);
  expect((await http(app.service, 'POST', '/internal/accesses', await app.gateway.headers(hq), [access])).status).toBe(
    401,
  );
  const ASK = '{ auditEntries(action: "personal-data.read") { nodes { actorId operation fields correlationId } } }';
  expect((await app.gateway.ask(app.service, hq, ASK)).data.auditEntries.nodes).toEqual([
    { actorId: hq.subject, operation: 'GuardianCard', fields: ['Guardian.phone'], correlationId: 'c-1' },
  ]);
  expect(
    (await app.gateway.ask(app.service, principals.hq({ organizationId: newId() }), ASK)).data.auditEntries.nodes,
  ).toEqual([]);
});
