import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startTestGateway, type TestGateway } from './harness.ts';

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
