import { body, type HostileQuery, ID, query } from './hostile-query.ts';

/** Names that are no names, or are reserved. */
export const NAMES: readonly HostileQuery[] = [
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
