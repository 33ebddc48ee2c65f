import { generateSigningKey } from '@campusgraph/auth';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { brief, ORGANIZATION_ID, staff, startTestGateway, type TestGateway } from './harness.ts';

let graph: TestGateway;
beforeEach(async () => {
  graph = await startTestGateway();
});
afterEach(() => graph.stop());

const asBearer = (accessToken: string) => ({ authorization: `Bearer ${accessToken}` });
const whoAmI = (accessToken: string) => graph.gateway.execute({ query: '{ me { kind } }' }, asBearer(accessToken));

describe('who asks', () => {
  test('without a token one may sign in, and nothing that needs a principal', async () => {
    const signIn = 'mutation ($input: SignInInput!) { signIn(input: $input) { accessToken } }';
    const { data } = await graph.ask(null, { query: signIn, variables: { input: { login: 'hq', password: 'right' } } });
    expect(data).toEqual({ signIn: { accessToken: 'a token' } });
    expect(graph.received[0]?.principal).toBeNull();
    const { errors } = await graph.ask(null, '{ me { kind } motto version }');
    expect(errors.map(brief)).toEqual([
      ['UNAUTHENTICATED', 'me'],
      ['UNAUTHENTICATED', 'motto'],
    ]);
  });

  test('subgraphs get the principal signed by the gateway, never the token', async () => {
    const principal = staff(['student:read'], {
      subject: 'staff-7',
      branches: ['00000000-0000-4000-8000-00000000000a'],
    });
    const { accessToken, tokenId } = await graph.token(principal);
    await whoAmI(accessToken);
    expect(graph.received[0]?.principal).toEqual({ ...principal, tokenId });
    expect(graph.received[0]?.headers).not.toHaveProperty('authorization');
  });

  test('the signature is used again for half of its minute', async () => {
    const { accessToken } = await graph.token(staff([]));
    const signature = async () => {
      await whoAmI(accessToken);
      return graph.received.at(-1)?.headers['x-campusgraph-principal'];
    };
    const first = await signature();
    graph.advance(29_000);
    expect(await signature()).toBe(first);
    graph.advance(2_000);
    expect(await signature()).not.toBe(first);
  });
});

describe('a token that is no good', () => {
  test.each([
    ['is not a JWT', 'Bearer nonsense'],
    ['is no bearer token', 'Basic aHE6aHE='],
    ['claims no signature', `Bearer ${btoa('{"alg":"none"}')}.${btoa('{}')}.`],
  ])('%s: the whole request is 401, even for what everyone may see', async (_what, authorization) => {
    const { status, headers, body } = await graph.gateway.execute({ query: '{ version }' }, { authorization });
    expect(status).toBe(401);
    expect(headers['www-authenticate']).toBe('Bearer error="invalid_token"');
    expect(body.data).toBeUndefined();
    expect(body.errors?.map(brief)).toEqual([['UNAUTHENTICATED', undefined]]);
    expect(graph.received).toEqual([]);
  });

  test('an expired token is refused, also when it was accepted before', async () => {
    const { accessToken } = await graph.token(staff([]), { lifetimeS: 60 });
    expect((await whoAmI(accessToken)).status).toBe(200);
    graph.advance(61_000);
    expect((await whoAmI(accessToken)).status).toBe(401);
  });

  test('a token of another issuer or for another key under our name is refused', async () => {
    const foreign = await graph.token(staff([]), { issuer: 'https://elsewhere.test' });
    expect((await whoAmI(foreign.accessToken)).status).toBe(401);
    const forged = await graph.token(staff([]), { key: await generateSigningKey('token-1') });
    expect((await whoAmI(forged.accessToken)).status).toBe(401);
  });

  test('a revoked token is refused within seconds, though it was accepted before', async () => {
    const { accessToken, tokenId } = await graph.token(staff([]));
    expect((await whoAmI(accessToken)).status).toBe(200);
    graph.published.tokens.push({ tokenId, organizationId: ORGANIZATION_ID });
    await graph.until(async () => (await whoAmI(accessToken)).status === 401);
  });

  test('an organization revokes no token of another, though it names its id', async () => {
    const [attacked, revoked] = [await graph.token(staff([])), await graph.token(staff([]))];
    graph.published.tokens.push({ tokenId: attacked.tokenId, organizationId: '00000000-0000-4000-8000-000000000002' });
    graph.published.tokens.push({ tokenId: revoked.tokenId, organizationId: ORGANIZATION_ID });
    await graph.until(async () => (await whoAmI(revoked.accessToken)).status === 401);
    expect((await whoAmI(attacked.accessToken)).status).toBe(200);
  });

  test('every token of a revoked client app is refused, and no one else', async () => {
    const partner = await graph.token(staff([], { kind: 'PARTNER', subject: 'app-1' }));
    const namesake = await graph.token(staff([], { subject: 'app-1' }));
    expect((await whoAmI(partner.accessToken)).status).toBe(200);
    graph.published.clientAppIds.push('app-1');
    await graph.until(async () => (await whoAmI(partner.accessToken)).status === 401);
    expect((await whoAmI(namesake.accessToken)).status).toBe(200);
  });
});

describe('keys change', () => {
  test('a token of a new key is accepted at once', async () => {
    const rotated = await generateSigningKey('token-2');
    graph.published.keys.push(rotated);
    graph.advance(1_000);
    const { accessToken } = await graph.token(staff([]), { key: rotated });
    expect((await whoAmI(accessToken)).status).toBe(200);
  });

  test('unknown keys make the gateway ask at most once a second', async () => {
    const unknown = await generateSigningKey('unknown');
    const { accessToken } = await graph.token(staff([]), { key: unknown });
    graph.advance(1_000);
    const before = graph.plainRequests.filter(({ path }) => path.endsWith('jwks.json')).length;
    for (let attempt = 0; attempt < 5; attempt += 1) expect((await whoAmI(accessToken)).status).toBe(401);
    expect(graph.plainRequests.filter(({ path }) => path.endsWith('jwks.json')).length - before).toBe(1);
  });

  test('a withdrawn key withdraws the tokens that it signed', async () => {
    const { accessToken } = await graph.token(staff([]));
    expect((await whoAmI(accessToken)).status).toBe(200);
    graph.published.keys = [await generateSigningKey('token-2')];
    await graph.until(async () => (await whoAmI(accessToken)).status === 401);
  });

  test('while organization is down, what it said last holds', async () => {
    const { accessToken } = await graph.token(staff([]));
    graph.published.isDown = true;
    graph.advance(10_000);
    expect((await whoAmI(accessToken)).status).toBe(200);
    expect(graph.gateway.ready()).toBe(true);
  });

  test('before organization was ever reached no token can be checked, and the gateway says that it is not ready', async () => {
    const unready = await startTestGateway({ forwardHttp: () => Promise.reject(new Error('connect ECONNREFUSED')) });
    const { accessToken } = await unready.token(staff([]));
    const { status, headers, body } = await unready.gateway.execute({ query: '{ version }' }, asBearer(accessToken));
    expect([status, headers['retry-after'], body.errors?.[0]?.extensions.code]).toEqual([
      503,
      '2',
      'SUBGRAPH_UNAVAILABLE',
    ]);
    expect(unready.gateway.ready()).toBe(false);
    expect((await unready.ask(null, '{ version }')).data).toEqual({ version: '1' });
    await unready.stop();
  });
});

describe('the gateway speaks the language of whoever asks', () => {
  test.each([
    ["the principal's", 'zh-CN', 'en', '当前令牌无权访问“student”,缺少权限:student:read。请联系管理员授权。'],
    [
      "the principal's, whatever the browser says",
      'en',
      'zh-CN',
      'Your token may not use "student"; it lacks the scope student:read. Ask an administrator to grant it.',
    ],
  ] as const)('%s', async (_whose, locale, browser, message) => {
    const { accessToken } = await graph.token(staff([], { locale }));
    const { body } = await graph.gateway.execute(
      { query: '{ student(id: "s1") { id } }' },
      { ...asBearer(accessToken), 'Accept-Language': browser },
    );
    expect(body.errors?.[0]?.message).toBe(message);
  });

  test.each([
    ['en-US,en;q=0.9', 'Sign in to see "motto".'],
    ['fr, en;q=0.5, zh;q=0.4', 'Sign in to see "motto".'],
    ['fr', '请先登录后再访问“motto”。'],
    [undefined, '请先登录后再访问“motto”。'],
  ])('anonymous with Accept-Language %s', async (language, message) => {
    const { errors } = await graph.ask(null, '{ motto }', language ? { 'accept-language': language } : {});
    expect(errors[0]?.message).toBe(message);
  });
});
