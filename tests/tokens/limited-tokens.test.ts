import { generateSigningKey, type Principal, SCOPES, type Scope, signPrincipal } from '@campusgraph/auth';
import { CORRELATION_HEADER, PRINCIPAL_HEADER } from '@campusgraph/graphql';
import { waitFor } from '@campusgraph/testing';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Answer, type AttackedGraph, openAttackedGraph } from './attacked-graph.ts';
import { rootFields } from './root-fields.ts';

let graph: AttackedGraph;
beforeAll(async () => {
  graph = await openAttackedGraph();
});
afterAll(() => graph?.close());

const staff = (scopes: readonly Scope[] = SCOPES): Principal => ({
  kind: 'STAFF',
  subject: crypto.randomUUID(),
  organizationId: graph.organizationId,
  branches: 'ALL',
  scopes: [...scopes],
  locale: 'en',
});
const bearer = async (principal: Principal) => `Bearer ${await graph.token(principal)}`;
const refusals = ({ errors }: Answer) => errors.map(({ path, extensions }) => [extensions.code, path?.join('.')]);
const QUERIES = rootFields('Query');

describe('a token with all scopes but one', () => {
  const guarded = QUERIES.flatMap(({ scopes, ...field }) => (scopes ? [{ ...field, scopes }] : []));

  test('almost every field of Query needs a scope', () => {
    expect(guarded.length).toBeGreaterThan(40);
    expect(QUERIES.filter(({ scopes }) => !scopes).map(({ name, isAuthenticated }) => [name, isAuthenticated])).toEqual(
      [['me', true]],
    );
  });

  test.each(guarded)(
    '$name: FORBIDDEN for just that field, naming the scope; the rest is answered',
    async ({ name, selection, scopes }) => {
      const lacking = scopes.map((all) => all[0] as Scope);
      const answer = await graph.ask(
        `{ me { kind } ${selection} }`,
        await bearer(staff(SCOPES.filter((scope) => !lacking.includes(scope)))),
      );
      expect([answer.status, answer.data]).toEqual([200, { me: { kind: 'STAFF' }, [name]: null }]);
      expect(refusals(answer)).toEqual([['FORBIDDEN', name]]);
      // Of several ways to be allowed the message names the first.
      expect(answer.errors[0]?.message).toContain(lacking[0]);
      expect(JSON.stringify(answer.errors[0]?.extensions.requiredScopes)).toContain(lacking[0]);
    },
  );

  test('two fields through aliases and fragments are two refusals, and no service is asked for them', async () => {
    graph.calls.length = 0;
    const answer = await graph.ask(
      '{ a: students { totalCount } ...More } fragment More on Query { ... on Query { b: leads { totalCount } } }',
      await bearer(staff(['course:read'])),
    );
    expect([answer.data, refusals(answer)]).toEqual([
      { a: null, b: null },
      [
        ['FORBIDDEN', 'a'],
        ['FORBIDDEN', 'b'],
      ],
    ]);
    expect(graph.calls).toEqual([]);
  });
});

describe('without a token', () => {
  test.each(QUERIES)('$name: UNAUTHENTICATED, and no service hears of it', async ({ name, selection }) => {
    graph.calls.length = 0;
    const answer = await graph.ask(`{ ${selection} }`);
    expect([answer.data, refusals(answer)]).toEqual([{ [name]: null }, [['UNAUTHENTICATED', name]]]);
    expect(graph.calls).toEqual([]);
  });

  test('one can sign in, activate an account, and nothing else', () => {
    const open = rootFields('Mutation').filter(({ scopes, isAuthenticated }) => !scopes && !isAuthenticated);
    expect(open.map(({ name }) => name)).toEqual(['signIn', 'activateAccount']);
  });
});

describe("a subgraph's own port", () => {
  const SERVICES = [
    'organization',
    'crm',
    'academics',
    'attendance',
    'billing',
    'support',
    'feedback',
    'notifications',
    'insights',
  ];
  const ASKED = [
    '{ __typename }',
    '{ _service { sdl } }',
    '{ _entities(representations: [{ __typename: "Branch", id: "1" }]) { __typename } }',
  ];

  /** Everything that is not a principal that the gateway signed within the last minute. */
  async function pretences(): Promise<Record<string, Record<string, string>>> {
    const { keys, clock } = graph.stage;
    const principal = staff();
    const accessToken = await graph.token(principal);
    const signed = await signPrincipal(principal, keys.gateway, clock());
    const foreign = await generateSigningKey(keys.gateway.kid);
    const header = (value: string) => ({ [PRINCIPAL_HEADER]: value });
    return {
      nothing: {},
      'an empty principal': header(''),
      'a principal in plain JSON': header(JSON.stringify(principal)),
      'an access token as the principal': header(accessToken),
      'an access token as the bearer': { authorization: `Bearer ${accessToken}` },
      'a principal as the bearer': { authorization: `Bearer ${signed}` },
      'a principal signed by organization': header(await signPrincipal(principal, keys.accessTokens, clock())),
      'a principal signed by a stranger': header(await signPrincipal(principal, foreign, clock())),
      'an old principal': header(await signPrincipal(principal, keys.gateway, new Date(clock().getTime() - 60_000))),
      'a principal whose signature is cut off': header(signed.replace(/[^.]+$/, '')),
    };
  }

  test.each(SERVICES)('%s answers nothing that the gateway did not sign', async (name) => {
    const service = graph.stage.graph.services.get(name);
    for (const [what, headers] of Object.entries(await pretences())) {
      for (const query of ASKED) {
        const answer = await service?.graphql({
          body: JSON.stringify({ query }),
          headers: { [CORRELATION_HEADER]: 'a', ...headers },
        });
        const { data, errors } = JSON.parse(answer?.body ?? '') as {
          data?: unknown;
          errors: { extensions: { code: string } }[];
        };
        expect([what, query, answer?.status, data, errors[0]?.extensions.code]).toEqual([
          what,
          query,
          401,
          undefined,
          'UNAUTHENTICATED',
        ]);
      }
    }
    const own = { [PRINCIPAL_HEADER]: await signPrincipal(staff(), graph.stage.keys.gateway, graph.stage.clock()) };
    expect((await service?.graphql({ body: JSON.stringify({ query: ASKED[0] }), headers: own }))?.status).toBe(200);
  });

  test('no way leads through the gateway to what services tell each other', async () => {
    const authorization = await bearer(staff());
    for (const path of [
      '/internal/revocations',
      '/internal/accesses',
      '/internal/organizations',
      '/.well-known/jwks.json',
      '/graphql/../internal/accesses',
      '/uploads/../internal/accesses',
      '/uploads/%2e%2e/internal/organizations',
    ]) {
      for (const method of ['GET', 'POST']) {
        graph.calls.length = 0;
        const { status } = await graph.send({ method, path, headers: { authorization } });
        expect([path, status, graph.calls]).toEqual([path, 404, []]);
      }
    }
  });
});

describe('taken back', () => {
  const SIGN_IN = 'mutation ($input: SignInInput!) { signIn(input: $input) { accessToken } }';
  const signIn = async () =>
    `Bearer ${(await graph.ask(SIGN_IN, undefined, { input: graph.hq })).data.signIn.accessToken}`;
  const statusOf = async (authorization: string) => (await graph.ask('{ me { kind } }', authorization)).status;
  const isRefused = (authorization: string) =>
    waitFor(async () => (await statusOf(authorization)) === 401, { what: 'the token to be refused' });

  test('a token by its bearer: it is refused, another one of the same person is not', async () => {
    const [revoked, kept] = [await signIn(), await signIn()];
    expect([await statusOf(revoked), await statusOf(kept)]).toEqual([200, 200]);
    await graph.ask('mutation { revokeToken(input: {}) { tokenId } }', revoked);
    await isRefused(revoked);
    expect(await statusOf(kept)).toBe(200);
  });

  test("a client app: its tokens are refused, another app's are not, and it gets no new one", async () => {
    const hq = await signIn();
    const register = async (name: string) => {
      const input = { name, scopes: ['student:read'], purpose: 'timetable', expiresAt: '2027-01-01T00:00:00Z' };
      const { data } = await graph.ask(
        'mutation ($input: RegisterClientAppInput!) { registerClientApp(input: $input) { clientApp { id clientId } clientSecret } }',
        hq,
        { input },
      );
      const { clientApp, clientSecret } = data.registerClientApp;
      const form = new URLSearchParams({
        grant_type: 'client_credentials',
        client_id: clientApp.clientId,
        client_secret: clientSecret,
      });
      const ask = () => fetch(`${graph.stage.graph.url}/oauth/token`, { method: 'POST', body: form });
      return {
        id: clientApp.id as string,
        ask,
        token: `Bearer ${((await (await ask()).json()) as { access_token: string }).access_token}`,
      };
    };
    const [revoked, kept] = [await register('离校通知'), await register('课表同步')];
    expect([await statusOf(revoked.token), await statusOf(kept.token)]).toEqual([200, 200]);
    await graph.ask(
      'mutation ($input: RevokeClientAppInput!) { revokeClientApp(input: $input) { clientApp { id } } }',
      hq,
      { input: { clientAppId: revoked.id } },
    );
    await isRefused(revoked.token);
    expect([await statusOf(kept.token), (await revoked.ask()).status]).toEqual([200, 401]);
  });

  test('a key: while both are published both sign, then the old one does not', async () => {
    const next = await generateSigningKey();
    const old = graph.stage.keys.accessTokens;
    let published = [next.publicJwk, old.publicJwk];
    const organization = graph.stage.graph.services.get('organization');
    if (!organization) throw new Error('organization does not run');
    const { http } = organization;
    organization.http = async (request) => {
      const answer = await http(request);
      return request.path === '/.well-known/jwks.json'
        ? { ...answer, body: JSON.stringify({ keys: published }) }
        : answer;
    };
    const tokens = { old: await bearer(staff()), next: `Bearer ${await graph.token(staff(), { key: next })}` };
    await waitFor(async () => (await statusOf(tokens.next)) === 200, { what: 'the new key to be known' });
    expect(await statusOf(tokens.old)).toBe(200);
    published = [next.publicJwk];
    await isRefused(tokens.old);
    expect(await statusOf(tokens.next)).toBe(200);
    organization.http = http;
  });
});
