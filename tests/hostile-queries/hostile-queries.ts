import { gzipSync } from 'node:zlib';
import { getIntrospectionQuery } from 'graphql';
import type { RawRequest } from '../tokens/attacked-graph.ts';

/** Who sends it: headquarters, who may ask for the most, unless told. */
export type Sender = 'HQ' | 'GUARDIAN' | 'PARTNER' | 'ANONYMOUS';

export interface HostileQuery {
  what: string;
  request: RawRequest;
  as: Sender;
  status: number;
  code: string;
}

const times = (count: number, make: (index: number) => string, between = ' ') =>
  Array.from({ length: count }, (_, index) => make(index)).join(between);
const ID = '018f0000-0000-7000-8000-000000000001';

type Expected = readonly [code: string, as?: Sender, status?: number];

const hostile = (what: string, request: RawRequest, [code, as = 'HQ', status = 400]: Expected): HostileQuery => ({
  what,
  request,
  as,
  status,
  code,
});
/** A well-formed request with this document. */
const query = (what: string, document: string, expected: Expected, more: object = {}): HostileQuery =>
  hostile(what, { body: { query: document, ...more } }, expected);
/** One that declares these variables for a document that is fine. */
const variables = (what: string, values: object, expected: Expected): HostileQuery =>
  query(
    what,
    'query ($id: ID!, $first: Int) { student(id: $id) { id } students(first: $first) { totalCount } }',
    expected,
    { variables: values },
  );
const body = (
  what: string,
  bytes: string | Uint8Array<ArrayBuffer>,
  expected: Expected,
  headers: Record<string, string> = {},
) => hostile(what, { body: bytes, headers }, expected);

const nested = (levels: number, open: string, inner = 'id') =>
  `${open.repeat(levels)}${inner}${' }'.repeat(levels * (open.split('{').length - 1))}`;
const json = JSON.stringify;

const SHAPE: HostileQuery[] = [
  query(
    'a student in a class in a student, 25 levels',
    `{ student(id: "${ID}") { ${nested(12, 'classGroups { students { ')} } }`,
    ['QUERY_TOO_DEEP'],
  ),
  query('11 levels', `{ students { nodes { ${nested(4, 'classGroups { students { ')} } } }`, ['QUERY_TOO_DEEP']),
  query(
    'depth by fragments in fragments',
    `{ student(id: "${ID}") { ...F0 } } ${times(25, (i) => `fragment F${i} on Student { ...F${i + 1} }`)} fragment F25 on Student { id }`,
    ['QUERY_TOO_DEEP'],
  ),
  query('depth by inline fragments', `{ student(id: "${ID}") { ${nested(30, '... on Student { ')} } }`, [
    'QUERY_TOO_DEEP',
  ]),
  query(
    'depth in an operation that is not the one to run',
    `query A { __typename } query B { student(id: "${ID}") { ${nested(12, 'classGroups { students { ')} } }`,
    ['QUERY_TOO_DEEP'],
    { operationName: 'A' },
  ),
  query('101 aliases of one field', `{ ${times(101, (i) => `a${i}: students { totalCount }`)} }`, ['TOO_MANY_ALIASES']),
  query(
    '101 sign-ins in one request',
    `mutation { ${times(101, (i) => `a${i}: signIn(input: { login: "hq", password: "guess ${i}" }) { expiresAt }`)} }`,
    ['TOO_MANY_ALIASES', 'ANONYMOUS'],
  ),
  query(
    '50 activations in one request',
    `mutation { ${times(50, (i) => `a${i}: activateAccount(input: { login: "+8613800138000", activationCode: "${i}", password: "1234567890" }) { expiresAt }`)} }`,
    ['TOO_MANY_ALIASES', 'ANONYMOUS'],
  ),
  query(
    'aliases behind a fragment',
    `{ ...F } fragment F on Query { ${times(16, (i) => `a${i}: students { totalCount }`)} }`,
    ['TOO_MANY_ALIASES'],
  ),
  query(
    'aliases in an operation beside',
    `query A { __typename } query B { ${times(16, (i) => `a${i}: me { kind }`)} }`,
    ['TOO_MANY_ALIASES'],
    { operationName: 'A' },
  ),
  query('one directive 10 times', `{ me ${times(10, () => '@include(if: true)')} { kind } }`, [
    'GRAPHQL_VALIDATION_FAILED',
  ]),
  query('10 directives on 10 fields', `{ ${times(10, (i) => `a${i}: __typename @skip(if: false)`)} }`, [
    'TOO_MANY_DIRECTIVES',
  ]),
  query('100 directives that there are not', `{ me ${times(100, (i) => `@d${i}`)} { kind } }`, [
    'GRAPHQL_VALIDATION_FAILED',
  ]),
  query('two fragments that spread each other', '{ ...A } fragment A on Query { ...B } fragment B on Query { ...A }', [
    'GRAPHQL_VALIDATION_FAILED',
  ]),
  query(
    'a fragment that spreads itself',
    `{ student(id: "${ID}") { ...S } } fragment S on Student { classGroups { students { ...S } } }`,
    ['GRAPHQL_VALIDATION_FAILED'],
  ),
  query(
    'a fragment that doubles eight times',
    `{ ...F0 } ${times(8, (i) => `fragment F${i} on Query { ${times(40, () => `...F${i + 1}`)} }`)} fragment F8 on Query { me { kind } }`,
    ['GRAPHQL_VALIDATION_FAILED'],
  ),
  query('10,000 fields', `{ ${times(10_000, () => '__typename')} }`, ['GRAPHQL_PARSE_FAILED']),
  query('10,000 opening brackets', '{a'.repeat(10_000), ['GRAPHQL_PARSE_FAILED']),
  query('10,000 brackets of a list', `{ student(id: ${'['.repeat(10_000)} ) { id } }`, ['GRAPHQL_PARSE_FAILED']),
  query('a million spaces', `{ me { kind } }${' '.repeat(1_000_000)}`, ['QUERY_TOO_LONG']),
  query('a comment of a million letters', `{ me { kind } } #${'x'.repeat(1_000_000)}`, ['QUERY_TOO_LONG']),
];

const COST: HostileQuery[] = [
  query(
    'pages in pages',
    '{ students(first: 100) { nodes { attendance(first: 100) { nodes { id status } } contracts { id } tickets(first: 100) { nodes { id } } } } }',
    ['QUERY_TOO_COSTLY'],
  ),
  query('a page of two thousand million', '{ students(first: 2147483647) { nodes { id } } }', ['QUERY_TOO_COSTLY']),
  query(
    'a page whose size is in a variable',
    'query ($n: Int) { students(first: $n) { nodes { id } } }',
    ['QUERY_TOO_COSTLY'],
    { variables: { n: 1_000_000 } },
  ),
  query('a page whose size is a default', 'query ($n: Int = 1000000) { students(first: $n) { nodes { id } } }', [
    'QUERY_TOO_COSTLY',
  ]),
  query(
    'pages behind fragments',
    '{ ...A } fragment A on Query { students(first: 100) { ...B } } fragment B on StudentConnection { nodes { attendance(first: 100) { nodes { id lessons: id status } } } edges { node { attendance(first: 100) { nodes { id lessons: id status } } } } }',
    ['QUERY_TOO_COSTLY'],
  ),
  query(
    'more than a partner may have',
    '{ students(first: 100) { nodes { attendance(first: 100) { nodes { id status } } } } }',
    ['QUERY_TOO_COSTLY', 'PARTNER'],
  ),
  query(
    'more than a guardian may have',
    '{ students(first: 100) { nodes { attendance(first: 100) { nodes { id } } } } }',
    ['QUERY_TOO_COSTLY', 'GUARDIAN'],
  ),
  query(
    'more than somebody who has not signed in may have',
    '{ students(first: 100) { nodes { id name birthDate status registeredAt } } }',
    ['QUERY_TOO_COSTLY', 'ANONYMOUS'],
  ),
];

const VALUES: HostileQuery[] = [
  query('a literal of 900,000 letters', `{ student(id: "${'x'.repeat(900_000)}") { id } }`, ['QUERY_TOO_LONG']),
  query('a block string of 400,000 letters', `{ student(id: """${'x\n'.repeat(200_000)}""") { id } }`, [
    'QUERY_TOO_LONG',
  ]),
  query('a number of 10,000 digits', `{ students(first: ${'9'.repeat(10_000)}) { totalCount } }`, [
    'GRAPHQL_VALIDATION_FAILED',
  ]),
  query('a number beyond 32 bits', '{ students(first: 2147483648) { totalCount } }', ['GRAPHQL_VALIDATION_FAILED']),
  query(
    'a list of 1,500 literals',
    `{ callbackTasks(filter: { dueBefore: [${times(1_500, () => '1')}] }) { totalCount } }`,
    ['LIST_TOO_LONG'],
  ),
  query(
    'an object of 100 levels where a scalar of ours stands',
    `{ callbackTasks(filter: { dueBefore: ${'{a:'.repeat(100)}1${'}'.repeat(100)} }) { totalCount } }`,
    ['INPUT_TOO_DEEP'],
  ),
  query(
    'a default of 100 levels',
    `query ($at: DateTime = ${'['.repeat(100)}${']'.repeat(100)}) { callbackTasks(filter: { dueBefore: $at }) { totalCount } }`,
    ['INPUT_TOO_DEEP'],
  ),
  variables('a text of 900,000 letters in a variable', { id: 'x'.repeat(900_000) }, ['TEXT_TOO_LONG']),
  variables('a list of 100,000 in a variable', { id: ID, first: Array.from({ length: 100_000 }, () => 1) }, [
    'LIST_TOO_LONG',
  ]),
  variables(
    'such a list in a variable that nobody declared',
    { id: ID, other: Array.from({ length: 100_000 }, () => 1) },
    ['LIST_TOO_LONG'],
  ),
  body(
    'lists of 100,000 levels in a variable',
    `{"query":"{ me { kind } }","variables":{"x":${'['.repeat(100_000)}${']'.repeat(100_000)}}}`,
    ['INPUT_TOO_DEEP'],
  ),
  body(
    'objects of 100,000 levels in a variable',
    `{"query":"{ me { kind } }","variables":${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}}`,
    ['INPUT_TOO_DEEP'],
  ),
  variables('a text where a number belongs', { id: ID, first: 'many' }, ['BAD_USER_INPUT']),
  variables('a fraction where a whole number belongs', { id: ID, first: 1.5 }, ['BAD_USER_INPUT']),
  variables('a number beyond 32 bits in a variable', { id: ID, first: 2_147_483_648 }, ['BAD_USER_INPUT']),
  variables('an object where an id belongs', { id: { $ne: null } }, ['BAD_USER_INPUT']),
  variables('a list where an id belongs', { id: [ID, ID] }, ['BAD_USER_INPUT']),
  variables('nothing where an id belongs', {}, ['BAD_USER_INPUT']),
  query(
    'a member that an input has not',
    'query ($f: StudentFilter) { students(filter: $f) { totalCount } }',
    ['BAD_USER_INPUT'],
    { variables: { f: { isAdmin: true } } },
  ),
  query(
    'a wrong variable beside personal data, which would go on record',
    'query ($n: Int!) { students(first: $n) { nodes { name birthDate } } }',
    ['BAD_USER_INPUT'],
    { variables: { n: 'x' } },
  ),
];

const NAMES: HostileQuery[] = [
  query('an alias of 10,000 letters', `{ ${'a'.repeat(10_000)}: me { kind } }`, ['NAME_TOO_LONG']),
  query(
    'an operation of 10,000 letters, for the record',
    `query ${'Q'.repeat(10_000)} { students { nodes { name birthDate } } }`,
    ['NAME_TOO_LONG'],
  ),
  query('__proto__ as an alias', '{ __proto__: me { kind } }', ['RESERVED_ALIAS']),
  query('__typename as an alias', '{ me { __typename: kind } }', ['RESERVED_ALIAS']),
  query('__proto__ as a variable', `query ($__proto__: ID!) { student(id: $__proto__) { id } }`, ['RESERVED_NAME'], {
    variables: { ['__proto__']: ID },
  }),
  query('__proto__ as a fragment', '{ ...__proto__ } fragment __proto__ on Query { me { kind } }', ['RESERVED_NAME']),
  query('__proto__ as an operation', 'query __proto__ { me { kind } }', ['RESERVED_NAME']),
  query('__proto__ as a field', '{ __proto__ { kind } }', ['GRAPHQL_VALIDATION_FAILED']),
  query('constructor as a field', '{ constructor { kind } }', ['GRAPHQL_VALIDATION_FAILED']),
  query('__proto__ in an input', '{ students(filter: { __proto__: { search: "x" } }) { totalCount } }', [
    'GRAPHQL_VALIDATION_FAILED',
  ]),
  body(
    '__proto__ in the variables',
    `{"query":"query ($f: StudentFilter) { students(filter: $f) { totalCount } }","variables":{"f":{"__proto__":{"isAdmin":true}}}}`,
    ['BAD_USER_INPUT'],
  ),
];

const SCHEMA: HostileQuery[] = [
  query('introspection without signing in', getIntrospectionQuery(), ['INTROSPECTION_FORBIDDEN', 'ANONYMOUS', 403]),
  query('introspection by a guardian', '{ __schema { types { name } } }', ['INTROSPECTION_FORBIDDEN', 'GUARDIAN', 403]),
  query('one type by a guardian', '{ __type(name: "Student") { fields { name } } }', [
    'INTROSPECTION_FORBIDDEN',
    'GUARDIAN',
    403,
  ]),
  query(
    'introspection by an alias in a fragment',
    '{ ...F } fragment F on Query { ... on Query { x: __schema { queryType { name } } } }',
    ['INTROSPECTION_FORBIDDEN', 'ANONYMOUS', 403],
  ),
  query('introspection that is left out', '{ __schema @skip(if: true) { queryType { name } } }', [
    'INTROSPECTION_FORBIDDEN',
    'ANONYMOUS',
    403,
  ]),
  query('introspection in a mutation', 'mutation { __schema { queryType { name } } }', [
    'GRAPHQL_VALIDATION_FAILED',
    'ANONYMOUS',
  ]),
  query('introspection in circles', `{ __schema { types { ${nested(4, 'fields { type { ', 'name')} } } }`, [
    'GRAPHQL_VALIDATION_FAILED',
  ]),
  query("a subgraph's schema", '{ _service { sdl } }', ['GRAPHQL_VALIDATION_FAILED']),
  query(
    "a subgraph's entities",
    `{ _entities(representations: [{ __typename: "Student", id: "${ID}" }]) { __typename } }`,
    ['GRAPHQL_VALIDATION_FAILED'],
  ),
  query('a guess at a name', '{ studens { totalCount } }', ['GRAPHQL_VALIDATION_FAILED']),
];

const OPERATIONS: HostileQuery[] = [
  query('a subscription', 'subscription { studentChanged { id } }', ['OPERATION_NOT_SUPPORTED']),
  query(
    'a subscription beside the query to run',
    'query A { me { kind } } subscription B { me { kind } }',
    ['OPERATION_NOT_SUPPORTED'],
    { operationName: 'A' },
  ),
  query('several operations, none named', 'query A { me { kind } } mutation B { revokeToken(input: {}) { tokenId } }', [
    'OPERATION_RESOLUTION_FAILURE',
  ]),
  query('an operation that is not there', 'query A { me { kind } }', ['OPERATION_RESOLUTION_FAILURE'], {
    operationName: 'B',
  }),
  query('an operation called constructor', 'query A { me { kind } }', ['OPERATION_RESOLUTION_FAILURE'], {
    operationName: 'constructor',
  }),
  query(
    'two operations of one name',
    'query A { me { kind } } mutation A { revokeToken(input: {}) { tokenId } }',
    ['GRAPHQL_VALIDATION_FAILED'],
    { operationName: 'A' },
  ),
  query('a schema instead of a query', 'extend type Query { secrets: String }', ['GRAPHQL_VALIDATION_FAILED']),
  query('@defer', `{ ... @defer { me { kind } } }`, ['GRAPHQL_VALIDATION_FAILED']),
  query('@live', 'query @live { me { kind } }', ['GRAPHQL_VALIDATION_FAILED']),
  query('a persisted query', '', ['PERSISTED_QUERY_NOT_SUPPORTED', 'HQ', 200], {
    query: undefined,
    extensions: { persistedQuery: { version: 1, sha256Hash: 'a'.repeat(64) } },
  }),
  hostile('a batch of two', { body: [{ query: '{ me { kind } }' }, { query: '{ me { kind } }' }] }, ['BAD_REQUEST']),
  hostile('a batch of one', { body: [{ query: '{ me { kind } }' }] }, ['BAD_REQUEST']),
  hostile('an empty batch', { body: [] }, ['BAD_REQUEST']),
  hostile(
    'a batch of 1,000 sign-ins',
    {
      body: Array.from({ length: 1_000 }, (_, i) => ({
        query: `mutation { signIn(input: { login: "hq", password: "${i}" }) { expiresAt } }`,
      })),
    },
    ['BAD_REQUEST', 'ANONYMOUS'],
  ),
];

const mutation = 'mutation { revokeToken(input: {}) { tokenId } }';
const good = json({ query: mutation });
const get = (what: string, search: string, expected: Expected, headers: Record<string, string> = {}) =>
  hostile(
    what,
    { method: 'GET', path: `/graphql?${search}`, headers: { accept: 'application/json', ...headers } },
    expected,
  );

const HTTP: HostileQuery[] = [
  get('a mutation by GET', `query=${encodeURIComponent(mutation)}`, ['BAD_REQUEST', 'HQ', 405]),
  get(
    'a mutation beside a query by GET',
    `operationName=B&query=${encodeURIComponent(`query A { me { kind } } ${mutation.replace('mutation', 'mutation B')}`)}`,
    ['BAD_REQUEST', 'HQ', 405],
  ),
  get(
    'two queries by GET',
    `query=${encodeURIComponent('{ me { kind } }')}&query=${encodeURIComponent('{ organization { id } }')}`,
    ['BAD_REQUEST'],
  ),
  get('variables that are no JSON by GET', 'query={__typename}&variables={', ['BAD_REQUEST']),
  get('a GET that a page of another site sends', 'query={organization{id}}', ['BAD_REQUEST'], {
    'sec-fetch-site': 'cross-site',
    'content-type': 'text/plain',
  }),
  ...[
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'text/plain; application/json',
    'application/graphql',
  ].map((type) => body(`a mutation as ${type}`, good, ['BAD_REQUEST'], { 'content-type': type })),
  body('UTF-16', new Uint8Array(Buffer.from(good, 'utf16le')), ['BAD_REQUEST'], {
    'content-type': 'application/json; charset=utf-16le',
  }),
  body('UTF-16 that says it is UTF-8', new Uint8Array(Buffer.from(good, 'utf16le')), ['BAD_REQUEST']),
  body(
    'bytes that are no UTF-8',
    new Uint8Array([...Buffer.from('{"query":"{ me { kind } } # '), 0xc3, 0x28, 0xff, ...Buffer.from('"}')]),
    ['BAD_REQUEST'],
  ),
  body(
    'an overlong form of a bracket',
    new Uint8Array([...Buffer.from('{"query":"{ me { kind } } # '), 0xc1, 0xbb, ...Buffer.from('"}')]),
    ['BAD_REQUEST'],
  ),
  ...['gzip', 'deflate', 'br', 'gzip, gzip'].map((encoding) =>
    body(
      `a bomb of 100 MB, ${encoding}`,
      new Uint8Array(gzipSync(Buffer.alloc(100_000_000, ' '))),
      ['UNSUPPORTED_CONTENT_ENCODING', 'HQ', 415],
      { 'content-encoding': encoding },
    ),
  ),
  body('a body of 2 MB', json({ query: '{ me { kind } }', variables: { x: 'x'.repeat(2_000_000) } }), [
    'PAYLOAD_TOO_LARGE',
    'HQ',
    413,
  ]),
  body('half of a body', good.slice(0, 20), ['BAD_REQUEST']),
  body('two bodies', good + good, ['BAD_REQUEST']),
  body('no body', '', ['BAD_REQUEST']),
  body('a text', json(mutation), ['BAD_REQUEST']),
  body('null', 'null', ['BAD_REQUEST']),
  body('a query twice', `{"query":"{ me { kind } }","query":${json(mutation)}}`, ['BAD_REQUEST']),
  body('a query twice, once in escapes', `{"query":"{ me { kind } }","variables":{},"\\u0071uery":${json(mutation)}}`, [
    'BAD_REQUEST',
  ]),
  body('a query that is an object', json({ query: { kind: 'Document' } }), ['BAD_REQUEST']),
  body('variables that are a text', json({ query: mutation, variables: '{}' }), ['BAD_REQUEST']),
  body('variables that are a list', json({ query: mutation, variables: [1] }), ['BAD_REQUEST']),
  body('an answer that is no JSON is wanted', good, ['NOT_ACCEPTABLE', 'HQ', 406], { accept: 'text/csv' }),
  hostile('PUT', { method: 'PUT', body: good }, ['BAD_REQUEST', 'HQ', 405]),
];

export const HOSTILE_QUERIES: readonly HostileQuery[] = [
  ...SHAPE,
  ...COST,
  ...VALUES,
  ...NAMES,
  ...SCHEMA,
  ...OPERATIONS,
  ...HTTP,
];
