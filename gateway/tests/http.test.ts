import { type ForwardUpload, type Listening, listen } from '@campusgraph/gateway';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { staff, startTestGateway, type TestGateway } from './harness.ts';

let graph: TestGateway;
let server: Listening;
let origin: string;

/** Stands for crm: answers with what it was sent. */
const takeUpload: ForwardUpload = async (subgraph, request, response, headers) => {
  let size = 0;
  for await (const chunk of request) size += (chunk as Buffer).length;
  response.writeHead(200, { 'content-type': 'application/json' });
  response.end(JSON.stringify({ subgraph, size, headers }));
};

beforeAll(async () => {
  graph = await startTestGateway({ forwardUpload: takeUpload, allowedOrigins: ['https://app.campusgraph.test'] });
  server = await listen(graph.gateway, { port: 0 });
  origin = `http://127.0.0.1:${server.port}`;
});
afterAll(async () => {
  await server.close();
  await graph.stop();
});

const JSON_HEADERS = { 'content-type': 'application/json' };
const post = (body: unknown, headers: Record<string, string> = {}) =>
  fetch(`${origin}/graphql`, {
    method: 'POST',
    headers: { ...JSON_HEADERS, ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
const get = (query: string, headers: Record<string, string> = {}) =>
  fetch(`${origin}/graphql?query=${encodeURIComponent(query)}`, { headers });
const codes = async (response: Response) =>
  ((await response.json()) as { errors?: { extensions: { code: string } }[] }).errors?.map(
    ({ extensions }) => extensions.code,
  );

describe('GraphQL over HTTP', () => {
  test.each([
    [{}, 'application/json; charset=utf-8'],
    [{ accept: 'application/json' }, 'application/json; charset=utf-8'],
    [{ accept: 'application/graphql-response+json' }, 'application/graphql-response+json; charset=utf-8'],
  ])('accepting %j it answers %s', async (headers, type) => {
    const response = await post({ query: '{ version }' }, headers as Record<string, string>);
    expect([response.status, response.headers.get('content-type')]).toEqual([200, type]);
    expect(await response.json()).toMatchObject({ data: { version: '1' } });
  });

  test.each([
    ['a document that does not parse', { query: '{' }, 'GRAPHQL_PARSE_FAILED'],
    ['a document that is not valid', { query: '{ nothing }' }, 'GRAPHQL_VALIDATION_FAILED'],
    ['a variable that is missing', { query: 'query ($id: ID!) { student(id: $id) { id } }' }, 'BAD_USER_INPUT'],
  ])('%s is 400, or 200 for a client that accepts only application/json', async (_what, body, code) => {
    const modern = await post(body, { accept: 'application/graphql-response+json' });
    const legacy = await post(body, { accept: 'application/json' });
    expect([modern.status, await codes(modern), legacy.status, await codes(legacy)]).toEqual([
      400,
      [code],
      200,
      [code],
    ]);
  });

  test('a request that is not well-formed is 400 whatever the client accepts', async () => {
    expect((await post('{"query":')).status).toBe(400);
    expect((await post({ query: 7 }, { accept: 'application/json' })).status).toBe(400);
    expect((await post({}, { accept: 'application/json' })).status).toBe(400);
  });

  test('GET serves queries, and refuses mutations with 405', async () => {
    const accept = { accept: 'application/graphql-response+json' };
    const query = await get('{ version }', accept);
    expect([query.status, await query.json()]).toMatchObject([200, { data: { version: '1' } }]);
    const mutation = await get('mutation { rename(id: "s1", name: "x") { id } }', accept);
    expect([mutation.status, mutation.headers.get('allow')]).toEqual([405, 'POST']);
    expect(graph.received.some(({ query: asked }) => asked.includes('rename'))).toBe(false);
  });

  test('other methods are refused', async () => {
    expect((await fetch(`${origin}/graphql`, { method: 'DELETE', headers: JSON_HEADERS })).status).toBe(405);
  });

  test('a body above 1 MB is refused, whether it says its length or not', async () => {
    const large = `{"query":"{ version }","variables":{"x":"${'x'.repeat(1_100_000)}"}}`;
    const told = await post(large, { 'accept-language': 'en' });
    expect(told.status).toBe(413);
    expect(await told.json()).toMatchObject({
      errors: [
        {
          message: 'The request is larger than 1048576 bytes. Send files to /uploads instead.',
          extensions: { code: 'PAYLOAD_TOO_LARGE' },
        },
      ],
    });
    const streamed = await fetch(`${origin}/graphql`, {
      method: 'POST',
      headers: JSON_HEADERS,
      body: new Blob([large]).stream(),
      duplex: 'half',
    } as RequestInit);
    expect(streamed.status).toBe(413);
  });

  test('a refused token is 401 with a reason', async () => {
    const response = await post({ query: '{ version }' }, { authorization: 'Bearer nonsense' });
    expect([response.status, response.headers.get('www-authenticate')]).toEqual([401, 'Bearer error="invalid_token"']);
  });

  test("the client's correlation id comes back; a dangerous one is replaced", async () => {
    const kept = await post({ query: '{ version }' }, { 'x-correlation-id': 'order-66' });
    expect(kept.headers.get('x-correlation-id')).toBe('order-66');
    const replaced = await post({ query: '{ version }' }, { 'x-correlation-id': 'a b {"level":"fatal"}' });
    expect(replaced.headers.get('x-correlation-id')).toMatch(/^[0-9a-f-]{36}$/);
  });

  test('answers are never kept by caches', async () => {
    expect((await post({ query: '{ version }' })).headers.get('cache-control')).toBe('no-store');
  });
});

describe('requests from other sites', () => {
  test('a form cannot reach the graph', async () => {
    const form = await post('query={ version }', { 'content-type': 'application/x-www-form-urlencoded' });
    const text = await post({ query: '{ version }' }, { 'content-type': 'text/plain' });
    expect([form.status, text.status]).toEqual([400, 400]);
  });

  test('neither can an image, a script or a fetch of a page that skips the preflight', async () => {
    const from = (accept: string, site: string) => get('{ version }', { accept, 'sec-fetch-site': site });
    const accepted = ['image/*', '*/*', 'application/json'];
    const statuses = await Promise.all(
      accepted.flatMap((accept) => ['cross-site', 'same-site'].map(async (site) => (await from(accept, site)).status)),
    );
    expect(new Set(statuses)).toEqual(new Set([400]));
  });

  test('a program may GET without a word about what it accepts', async () => {
    expect((await get('{ version }')).status).toBe(200);
  });

  test('only allowed origins get CORS headers', async () => {
    const preflight = (site: string) =>
      fetch(`${origin}/graphql`, {
        method: 'OPTIONS',
        headers: { origin: site, 'access-control-request-method': 'POST' },
      });
    const ours = await preflight('https://app.campusgraph.test');
    expect([ours.status, ours.headers.get('access-control-allow-origin')]).toEqual([
      204,
      'https://app.campusgraph.test',
    ]);
    expect(ours.headers.get('access-control-allow-headers')).toContain('authorization');
    expect(ours.headers.get('access-control-allow-credentials')).toBeNull();
    expect((await preflight('https://elsewhere.test')).headers.get('access-control-allow-origin')).toBeNull();
  });
});

describe('beside the graph', () => {
  test('a browser gets GraphiQL, complete in one page', async () => {
    const response = await fetch(`${origin}/graphql`, { headers: { accept: 'text/html,application/xhtml+xml' } });
    const page = await response.text();
    expect([response.status, response.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    expect(page).toContain('<title>CampusGraph</title>');
    expect(page).toContain('YogaGraphiQL.renderYogaGraphiQL');
    expect(page).not.toMatch(/<(script|link)[^>]+(src|href)="https?:/);
  });

  test("a developer's GraphiQL can introspect the schema within the limits", async () => {
    const { getIntrospectionQuery } = await import('graphql');
    const { accessToken } = await graph.token(staff([]));
    const response = await post(
      { query: getIntrospectionQuery({ inputValueDeprecation: true }) },
      { authorization: `Bearer ${accessToken}` },
    );
    expect(response.status).toBe(200);
    expect(((await response.json()) as { errors?: unknown }).errors).toBeUndefined();
  });

  test('health says live and ready', async () => {
    const live = await fetch(`${origin}/health/live`);
    const ready = await fetch(`${origin}/health/ready`);
    expect([live.status, await live.json(), ready.status, await ready.json()]).toEqual([
      200,
      { status: 'live' },
      200,
      { status: 'ready' },
    ]);
  });

  test('a client app gets its token through the gateway', async () => {
    const body = new URLSearchParams({ grant_type: 'client_credentials', client_id: 'a', client_secret: 'b' });
    const response = await fetch(`${origin}/oauth/token`, { method: 'POST', body });
    expect([response.status, response.headers.get('cache-control')]).toEqual([200, 'no-store']);
    expect(await response.json()).toMatchObject({ access_token: 'a token', asked: body.toString() });
    expect((await fetch(`${origin}/oauth/token`)).status).toBe(405);
  });

  test('a calendar program reads a link without signing in, and academics learns nothing but what it needs', async () => {
    const headers = { 'if-none-match': '"0"', authorization: 'Bearer x', cookie: 'a=b' };
    const response = await fetch(`${origin}/calendars/known.ics`, { headers });
    expect([response.status, response.headers.get('etag'), response.headers.get('set-cookie')]).toEqual([
      ...[200, '"1"', null],
    ]);
    const asked = (await response.json()) as Record<string, string>;
    expect(Object.keys(asked).sort()).toEqual(['accept-language', 'if-none-match', 'x-correlation-id']);
    expect((await fetch(`${origin}/calendars/unknown.ics`)).status).toBe(404);
    expect((await fetch(`${origin}/calendars/known.ics`, { method: 'POST' })).status).toBe(405);
    const down = await fetch(`${origin}/calendars/down.ics`);
    expect([down.status, down.headers.get('retry-after')]).toEqual([503, '60']);
  });

  test('internal endpoints of services are not reachable', async () => {
    expect((await fetch(`${origin}/internal/revocations`)).status).toBe(404);
  });

  test('an upload of any size is streamed to crm in the name of its sender, without the token', async () => {
    const { accessToken } = await graph.token(staff(['lead:import']));
    const file = new Blob(['x'.repeat(3_000_000)]);
    const response = await fetch(`${origin}/uploads/leads/1`, {
      method: 'PUT',
      headers: { authorization: `Bearer ${accessToken}`, 'content-type': 'text/csv' },
      body: file,
    });
    const sent = (await response.json()) as { subgraph: string; size: number; headers: Record<string, string> };
    expect([response.status, sent.subgraph, sent.size]).toEqual([200, 'crm', 3_000_000]);
    expect(sent.headers['content-type']).toBe('text/csv');
    expect(sent.headers['x-campusgraph-principal']).toMatch(/^ey/);
    expect(sent.headers).not.toHaveProperty('authorization');
  });

  test('an anonymous upload is refused', async () => {
    const response = await fetch(`${origin}/uploads/leads/1`, {
      method: 'PUT',
      body: 'x',
      headers: { 'accept-language': 'en' },
    });
    expect([response.status, await response.json()]).toMatchObject([
      401,
      { errors: [{ message: 'Sign in to upload a file.', extensions: { code: 'UNAUTHENTICATED' } }] },
    ]);
  });
});
