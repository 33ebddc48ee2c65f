import type { Principal } from '@campusgraph/auth';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { staff, startTestGateway, type TestGateway } from './harness.ts';

let graph: TestGateway;
beforeAll(async () => {
  graph = await startTestGateway();
});
afterAll(() => graph.stop());

const deep = (levels: number): string =>
  `{ student(id: "s1") ${'{ friends { nodes '.repeat(levels)}{ id }${' } }'.repeat(levels)} }`;
const aliases = Array.from({ length: 16 }, (_, index) => `a${index}: version`).join(' ');
const directives = Array.from({ length: 9 }, () => 'version @include(if: true)').join(' ');
const fragmentBomb = Array.from(
  { length: 8 },
  (_, level) => `fragment F${level} on Query { ${`...F${level + 1} `.repeat(40)} }`,
).join(' ');
const pages =
  'query ($n: Int!) { students(first: $n) { nodes { friends(first: $n) { nodes { friends(first: $n) { nodes { id } } } } } } }';

test.each([
  ['too many levels', { query: deep(5) }, 'QUERY_TOO_DEEP', 'The query is 12 levels deep; 10 are allowed. Split it.'],
  [
    'too many aliases',
    { query: `{ ${aliases} }` },
    'TOO_MANY_ALIASES',
    'The query uses 16 aliases; 15 are allowed. Split it.',
  ],
  [
    'too many directives',
    { query: `{ ${directives} }` },
    'TOO_MANY_DIRECTIVES',
    'The query uses 9 directives; 8 are allowed. Split it.',
  ],
  [
    'too many tokens',
    { query: `{ ${'version '.repeat(2_001)} }` },
    'GRAPHQL_PARSE_FAILED',
    'Syntax Error: Document contains more that 2000 tokens. Parsing aborted.',
  ],
  [
    'pages within pages, by variables',
    { query: pages, variables: { n: 100 } },
    'QUERY_TOO_COSTLY',
    'The query could return 2020201 values; 50000 are allowed. Ask for smaller pages or split it.',
  ],
])('%s: refused before any subgraph is asked', async (_what, request, code, message) => {
  const { status, errors, asked } = await graph.ask(['student:read'], request);
  expect([status, errors[0]?.extensions.code, errors[0]?.message]).toEqual([400, code, message]);
  expect(asked).toEqual([]);
});

test('a refusal is in the language of whoever asks', async () => {
  const { errors } = await graph.ask(null, deep(5));
  expect(errors[0]?.message).toBe('查询嵌套 12 层,最多允许 10 层,请拆分查询。');
});

test('a bomb of fragments is refused without being expanded', async () => {
  const { status, asked } = await graph.ask(null, `{ ...F0 } ${fragmentBomb} fragment F8 on Query { version }`);
  expect([status, asked]).toEqual([400, []]);
});

test('a query within the limits passes', async () => {
  const { errors } = await graph.ask(['student:read'], { query: pages, variables: { n: 20 } });
  expect(errors).toEqual([]);
});

test('guesses at the schema are not helped', async () => {
  const { errors } = await graph.ask(null, '{ versio }');
  expect(errors[0]?.message).toBe('Cannot query field "versio" on type "Query".');
});

test('several requests in one are refused', async () => {
  const { status } = await graph.ask(null, [{ query: '{ version }' }, { query: '{ version }' }] as never);
  expect(status).toBe(400);
});

describe('the schema', () => {
  const ask = '{ ...Deep } fragment Deep on Query { __schema { queryType { name } } }';
  const as = async (gateway: TestGateway, principal: Partial<Principal>) => {
    const { accessToken } = await gateway.token(staff([], principal));
    return gateway.gateway.execute({ query: ask }, { authorization: `Bearer ${accessToken}` });
  };
  const familyId = '00000000-0000-4000-8000-00000000000f';

  test.each(['STAFF', 'PARTNER'] as const)('is told to %s', async (kind) => {
    expect((await as(graph, { kind })).body.data).toEqual({ __schema: { queryType: { name: 'Query' } } });
  });

  test.each(['GUARDIAN', 'STUDENT'] as const)(
    'is not told to %s, though the same document was answered',
    async (kind) => {
      const { status, body } = await as(graph, { kind, guardianId: familyId });
      expect([status, body.data, body.errors?.[0]?.extensions.code]).toEqual([
        403,
        undefined,
        'INTROSPECTION_FORBIDDEN',
      ]);
    },
  );

  test('is told to everyone where the launcher says so', async () => {
    const open = await startTestGateway({ openIntrospection: true });
    expect((await open.ask(null, ask)).data).toEqual({ __schema: { queryType: { name: 'Query' } } });
    await open.stop();
  });
});

describe('what a query costs', () => {
  test('is in the answer, and in the refusal', async () => {
    const { accessToken } = await graph.token(staff(['student:read']));
    const authorization = `Bearer ${accessToken}`;
    const page = (first: number) =>
      graph.gateway.execute({ query: `{ students(first: ${first}) { nodes { id } } }` }, { authorization });
    expect((await page(3)).body.extensions).toEqual({ cost: 7, limitOfCost: 50_000 });
    expect((await page(30_000)).body).toMatchObject({
      errors: [{ extensions: { code: 'QUERY_TOO_COSTLY', cost: 60_001, limitOfCost: 50_000 } }],
      extensions: { cost: 60_001, limitOfCost: 50_000 },
    });
  });

  test('is in the answer to somebody who may have only a part of it', async () => {
    const { accessToken } = await graph.token(staff([]));
    const { body } = await graph.gateway.execute(
      { query: '{ version student(id: "s1") { id } }' },
      { authorization: `Bearer ${accessToken}` },
    );
    expect(body).toMatchObject({ data: { version: '1', student: null }, extensions: { cost: 3 } });
  });

  test.each([
    ['STAFF', 50_000],
    ['PARTNER', 20_000],
    ['GUARDIAN', 10_000],
    ['STUDENT', 10_000],
  ] as const)('may be more for some than for others: %s %i', async (kind, limitOfCost) => {
    const guardianId = '00000000-0000-4000-8000-00000000000f';
    const { accessToken } = await graph.token(staff(['student:read'], { kind, guardianId }));
    const page = async (first: number) => {
      const query = `{ students(first: ${first}) { totalCount } }`;
      return (await graph.gateway.execute({ query }, { authorization: `Bearer ${accessToken}` })).body.errors ?? [];
    };
    expect(await page(limitOfCost - 1)).toEqual([]);
    expect((await page(limitOfCost))[0]?.extensions).toMatchObject({ code: 'QUERY_TOO_COSTLY', limitOfCost });
  });
});
