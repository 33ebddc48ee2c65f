import { body, type HostileQuery, ID, query, times, variables } from './hostile-query.ts';

/** Literals and variables. */
export const VALUES: readonly HostileQuery[] = [
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
