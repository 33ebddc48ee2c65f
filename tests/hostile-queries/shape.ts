import { type HostileQuery, ID, nested, query, times } from './hostile-query.ts';

/** What it costs to read it: levels, aliases, directives, circles, length. */
export const SHAPE: readonly HostileQuery[] = [
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
