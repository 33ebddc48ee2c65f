import { type Listening, listen } from '@campusgraph/gateway';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startTestGateway, type TestGateway } from './harness.ts';

/*
 * The GraphQL-over-HTTP specification (draft of 2025), in the order of its chapters; beside `http.test.ts`, which has what is
 * the gateway's own. The names of the tests keep the specification's MUST, SHOULD and MAY.
 */

let graph: TestGateway;
let server: Listening;
let url: string;
beforeAll(async () => {
  graph = await startTestGateway();
  server = await listen(graph.gateway, { port: 0 });
  url = `http://127.0.0.1:${server.port}/graphql`;
});
afterAll(async () => {
  await server.close();
  await graph.stop();
});

const GRAPHQL = 'application/graphql-response+json';
const JSON_TYPE = 'application/json';
const post = (body: unknown, headers: Record<string, string> = {}) =>
  fetch(url, {
    method: 'POST',
    headers: { 'content-type': JSON_TYPE, accept: GRAPHQL, ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
const get = (search: Record<string, string>, headers: Record<string, string> = {}) =>
  fetch(`${url}?${new URLSearchParams(search)}`, { headers: { accept: GRAPHQL, ...headers } });
/** Status, media type, and what is in the body besides what it cost. */
const seen = async (response: Response) => {
  const { extensions: _, ...body } = (await response.json()) as Record<string, unknown>;
  return [response.status, response.headers.get('content-type')?.split(';')[0], Object.keys(body)];
};

const QUERY = '{ version }';
const NAMED = 'query A { version } query B { again: version }';
const WITH_VARIABLE = 'query ($yes: Boolean!) { version @include(if: $yes) }';

describe('media types', () => {
  test.each([
    ['MUST answer in what is accepted', GRAPHQL, GRAPHQL],
    ['MUST answer in JSON where only that is accepted', JSON_TYPE, JSON_TYPE],
    ['MUST choose the better one', `${JSON_TYPE};q=0.5, ${GRAPHQL}`, GRAPHQL],
    ['SHOULD take anything as JSON', '*/*', JSON_TYPE],
    ['SHOULD take any application as JSON', 'application/*', JSON_TYPE],
  ])('%s: %s', async (_rule, accept, type) => {
    expect(await seen(await post({ query: QUERY }, { accept }))).toEqual([200, type, ['data']]);
  });

  test('MUST be encoded in UTF-8, and SHOULD say so', async () => {
    const response = await post({ query: `{ version } # 校区` }, { 'content-type': 'application/json; charset=utf-8' });
    expect([response.status, response.headers.get('content-type')]).toEqual([200, `${GRAPHQL}; charset=utf-8`]);
  });

  test.each([['text/html'], ['application/xml, image/png'], ['multipart/mixed']])(
    'SHOULD refuse with 406 what cannot be answered, before anything runs: %s',
    async (accept) => {
      graph.received.length = 0;
      const response = await post({ query: 'mutation { rename(id: "s1", name: "x") { id } }' }, { accept });
      expect(response.status).toBe(406);
      expect(graph.received).toEqual([]);
    },
  );

  test.each([
    'text/plain',
    'application/graphql',
    'application/x-www-form-urlencoded',
    'application/json; charset=utf-16',
  ])('MUST NOT take a body of another type: %s', async (type) => {
    graph.received.length = 0;
    const response = await post({ query: QUERY }, { 'content-type': type });
    expect([await seen(response), graph.received]).toEqual([[400, GRAPHQL, ['errors']], []]);
  });
});

describe('requests by POST', () => {
  test.each([
    ['MUST take the query', { query: QUERY }],
    ['MUST take the name of the operation', { query: NAMED, operationName: 'A' }],
    ['MUST take variables', { query: WITH_VARIABLE, variables: { yes: true } }],
    ['MUST take null for no name', { query: QUERY, operationName: null }],
    ['MUST take null for no variables', { query: QUERY, variables: null }],
    ['MUST take null for no extensions', { query: QUERY, extensions: null }],
    ['MAY take an empty name for none', { query: QUERY, operationName: '' }],
    ['MUST take extensions', { query: QUERY, extensions: { some: 'value' } }],
    ['SHOULD ignore what it does not know', { query: QUERY, unknown: 1 }],
  ])('%s', async (_rule, body) => {
    expect(await seen(await post(body))).toEqual([200, GRAPHQL, ['data']]);
  });

  test.each([
    ['a query that is missing', {}],
    ['no query but a name', { operationName: 'A' }],
    ['a query that is a number', { query: 7 }],
    ['a query that is a list', { query: [QUERY] }],
    ['a query that is an object', { query: {} }],
    ['an empty query', { query: '' }],
    ['a name that is a number', { query: QUERY, operationName: 7 }],
    ['a name that is an object', { query: QUERY, operationName: {} }],
    ['variables that are a text', { query: QUERY, variables: '{}' }],
    ['variables that are a number', { query: QUERY, variables: 7 }],
    ['variables that are a list', { query: QUERY, variables: [] }],
    ['extensions that are a text', { query: QUERY, extensions: '{}' }],
    ['extensions that are a number', { query: QUERY, extensions: 7 }],
    ['extensions that are a list', { query: QUERY, extensions: [] }],
    ['a body that is no JSON', '{ "query": '],
    ['a body that is a list', []],
    ['a body that is a text', '"{ version }"'],
  ])('SHOULD refuse with 400: %s', async (_what, body) => {
    const [status, , members] = await seen(await post(body));
    const legacy = await post(body, { accept: JSON_TYPE });
    expect([status, members, legacy.status]).toEqual([400, ['errors'], 400]);
  });
});

describe('requests by GET', () => {
  test.each([
    ['MUST take the query', { query: QUERY }],
    ['MUST take the name of the operation', { query: NAMED, operationName: 'A' }],
    ['MUST take variables as JSON', { query: WITH_VARIABLE, variables: '{"yes":true}' }],
    ['MUST take extensions as JSON', { query: QUERY, extensions: '{"some":"value"}' }],
  ])('%s', async (_rule, search) => {
    expect(await seen(await get(search as Record<string, string>))).toEqual([200, GRAPHQL, ['data']]);
  });

  test.each([
    ['no query', {}],
    ['variables that are no JSON', { query: WITH_VARIABLE, variables: '{"yes":' }],
    ['variables that are a list', { query: WITH_VARIABLE, variables: '[]' }],
    ['extensions that are no JSON', { query: QUERY, extensions: '{' }],
  ])('SHOULD refuse with 400: %s', async (_what, search) => {
    expect((await get(search as Record<string, string>)).status).toBe(400);
  });

  test('MUST NOT run a mutation, the one named among queries neither', async () => {
    graph.received.length = 0;
    const query = 'query A { version } mutation B { rename(id: "s1", name: "x") { id } }';
    const refused = await get({ query, operationName: 'B' });
    expect([refused.status, refused.headers.get('allow'), graph.received]).toEqual([405, 'POST', []]);
    expect((await get({ query, operationName: 'A' })).status).toBe(200);
  });
});

describe('answers', () => {
  const failing: [string, object][] = [
    ['a document that does not parse', { query: '{' }],
    ['a document that is not valid', { query: '{ nothing }' }],
    ['an operation that cannot be determined', { query: NAMED }],
    ['an operation that is not there', { query: QUERY, operationName: 'B' }],
    ['variables that cannot be coerced', { query: WITH_VARIABLE, variables: { yes: 'perhaps' } }],
  ];

  test.each(failing)('SHOULD be 400 without data, before execution: %s', async (_what, body) => {
    expect(await seen(await post(body))).toEqual([400, GRAPHQL, ['errors']]);
  });

  test.each(failing)('SHOULD be 200 for who accepts only JSON: %s', async (_what, body) => {
    expect(await seen(await post(body, { accept: JSON_TYPE }))).toEqual([200, JSON_TYPE, ['errors']]);
  });

  test.each([GRAPHQL, JSON_TYPE])('SHOULD be 200 when a field failed and the rest is there, in %s', async (accept) => {
    const [status, , members] = await seen(await post({ query: '{ version broken }' }, { accept }));
    expect([status, (members as string[]).toSorted()]).toEqual([200, ['data', 'errors']]);
  });

  test('MUST keep the order of the fields', async () => {
    const text = await (await post({ query: '{ b: version a: version c: version }' })).text();
    expect(text).toContain('{"b":"1","a":"1","c":"1"}');
  });
});
