import { createEmbeddedTransport } from '@campusgraph/events';
import { CLIENT_ADDRESS_HEADER, type Service } from '@campusgraph/graphql';
import { createLogger } from '@campusgraph/logging';
import { principals } from '@campusgraph/testing';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import pg from 'pg';
import { createService } from '../src/service.ts';
import { http, PASSWORD, startOrganization } from './harness.ts';

const SIGN_IN =
  'mutation ($login: String!, $password: String!) { signIn(input: { login: $login, password: $password }) { accessToken } }';
const AT_ONCE = 60;
const OFFICE = '203.0.113.9';

let app: Awaited<ReturnType<typeof startOrganization>>;
beforeAll(async () => {
  app = await startOrganization();
});
afterAll(() => app.stop());
// What one test guessed is forgotten before the next one.
beforeEach(() => app.clock.advance({ hours: 1 }));

async function signIn(login: string, password: string, address = OFFICE) {
  const headers = { ...(await app.gateway.headers(null)), [CLIENT_ADDRESS_HEADER]: address };
  const body = JSON.stringify({ query: SIGN_IN, variables: { login, password } });
  const { errors } = JSON.parse((await app.service.graphql({ body, headers })).body) as {
    errors?: { extensions: { code: string; retryAfterS?: number } }[];
  };
  return errors?.[0]?.extensions ?? { code: 'SIGNED_IN' };
}

const token = (
  client: { client_id: string; client_secret: string },
  address = OFFICE,
  service: Service = app.service,
) => {
  const form = new URLSearchParams({ grant_type: 'client_credentials', ...client });
  return http(service, 'POST', '/oauth/token', { [CLIENT_ADDRESS_HEADER]: address }, form);
};
/** So many passwords have just been guessed wrong; each takes some time to be compared, so it is written down instead. */
async function haveGuessed(count: number): Promise<void> {
  const forgottenAt = new Date(app.clock().getTime() + count * 30_000);
  await asSystem(
    `insert into address_guesses values ('PASSWORD', $1, $2)
    on conflict (guessed, address) do update set forgotten_at = excluded.forgotten_at`,
    [OFFICE, forgottenAt],
  );
}

async function asSystem(sql: string, values: unknown[] = []) {
  const client = new pg.Client(app.urls.system);
  await client.connect();
  return (await client.query(sql, values).finally(() => client.end())).rows;
}

/** The status with which a client is answered that nobody knows: its secret need not be stretched, so that guesses cost little. */
const guessSecret = async (address?: string, service?: Service): Promise<number> =>
  (await token({ client_id: 'nobody', client_secret: 'a guess' }, address, service)).status;

test('who tries one password at many accounts is stopped, and learns nothing more; others are not', async () => {
  const { login } = await app.found();
  await haveGuessed(AT_ONCE - 2);
  for (const nobody of ['nobody-1', 'nobody-2'])
    expect(await signIn(nobody, 'Summer2026!')).toMatchObject({ code: 'WRONG_CREDENTIALS' });
  const stopped = { code: 'TOO_MANY_SIGN_IN_FAILURES', retryAfterS: 30 };
  expect(await signIn('nobody', 'Summer2026!')).toMatchObject(stopped);
  expect(await signIn(login, 'Summer2026!')).toMatchObject(stopped);
  expect(await signIn(login, PASSWORD)).toMatchObject(stopped);
  expect(await signIn(login, PASSWORD, '198.51.100.7')).toEqual({ code: 'SIGNED_IN' });
  app.clock.advance({ ms: 30_000 });
  expect(await signIn('nobody', 'Summer2026!')).toMatchObject({ code: 'WRONG_CREDENTIALS' });
  expect(await signIn('nobody', 'Summer2026!')).toMatchObject(stopped);
});

test('an office is not shut out by what was counted before the clock was set back', async () => {
  const { login } = await app.found();
  await haveGuessed(7 * 24 * 120);
  expect(await signIn(login, PASSWORD)).toEqual({ code: 'SIGNED_IN' });
  expect(await signIn('nobody', 'Summer2026!')).toMatchObject({ code: 'WRONG_CREDENTIALS' });
});

test('guesses at the same instant, at two processes, are counted together', async () => {
  const { urls, gateway, clock, key } = app;
  const second = await createService({
    database: urls,
    transport: createEmbeddedTransport(),
    gatewayJwks: gateway.jwks,
    clock,
    logger: createLogger({ service: 'organization', level: 'silent' }),
    tokens: { keys: [key], issuer: 'https://test.example' },
  });
  try {
    const guesses = Array.from({ length: AT_ONCE + 40 }, (_, n) =>
      guessSecret(OFFICE, n % 2 === 0 ? app.service : second),
    );
    const statuses = await Promise.all(guesses);
    expect(statuses.filter((status) => status === 401)).toHaveLength(AT_ONCE);
    expect(statuses.filter((status) => status === 429)).toHaveLength(40);
  } finally {
    await second.stop();
  }
});

test('an office behind one address signs in as often as it likes, and may mistype now and then', async () => {
  const { login } = await app.found();
  await haveGuessed(AT_ONCE - 2);
  expect(await signIn(login, 'mistyped')).toMatchObject({ code: 'WRONG_CREDENTIALS' });
  // There is one guess left, which none of these takes.
  for (let n = 0; n < 3; n += 1) expect(await signIn(login, PASSWORD)).toEqual({ code: 'SIGNED_IN' });
});

test('a tablet that goes on with an old password locks its own account and not its office out', async () => {
  const { login } = await app.found();
  await haveGuessed(AT_ONCE - 11);
  for (let n = 0; n < 10; n += 1) await signIn(login, 'an old password');
  for (let n = 0; n < AT_ONCE; n += 1)
    expect(await signIn(login, 'an old password')).toMatchObject({ code: 'ACCOUNT_LOCKED' });
  expect(await signIn('nobody', 'mistyped')).toMatchObject({ code: 'WRONG_CREDENTIALS' });
});

test('an IPv6 subscriber has one count, whichever of the own addresses is used', async () => {
  for (let n = 0; n < AT_ONCE; n += 1) await guessSecret(`2001:db8:1:2::${n}`);
  expect(await guessSecret('2001:db8:1:2:3:4:5:6')).toBe(429);
  expect(await guessSecret('2001:db8:1:3::1')).toBe(401);
});

test('guesses at client secrets are stopped by address too, and keep nobody from signing in', async () => {
  const { organizationId, founderId, login } = await app.found();
  const hq = principals.hq({ organizationId, staffId: founderId });
  const { data } = await app.gateway.ask(
    app.service,
    hq,
    'mutation { registerClientApp(input: { name: "家校App", scopes: ["student:read"], purpose: "课表", expiresAt: "2027-01-01T00:00:00Z" }) { clientSecret clientApp { clientId } } }',
  );
  const { clientSecret, clientApp } = data.registerClientApp;
  const ask = { client_id: clientApp.clientId };
  for (let n = 0; n < AT_ONCE; n += 1) expect((await token({ ...ask, client_secret: `guess ${n}` })).status).toBe(401);
  for (const client_secret of ['one more guess', clientSecret]) {
    const refused = await token({ ...ask, client_secret });
    expect(refused).toMatchObject({ status: 429, headers: { 'retry-after': '30', 'cache-control': 'no-store' } });
    expect(JSON.parse(String(refused.body))).toMatchObject({ error: 'slow_down' });
  }
  expect((await token({ ...ask, client_secret: clientSecret }, '198.51.100.7')).status).toBe(200);
  expect(await signIn(login, PASSWORD)).toEqual({ code: 'SIGNED_IN' });
  for (let n = 0; n < AT_ONCE; n += 1)
    expect((await token({ ...ask, client_secret: clientSecret }, '198.51.100.7')).status).toBe(200);
});

test('what was guessed long ago is forgotten, and its address with it', async () => {
  for (let n = 0; n < 20; n += 1) await guessSecret(`198.51.100.${n}`);
  app.clock.advance({ hours: 1 });
  for (let n = 0; n < 3; n += 1) await guessSecret('203.0.113.1');
  expect(await asSystem('select address from address_guesses')).toEqual([{ address: '203.0.113.1' }]);
});
