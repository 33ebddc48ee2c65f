import { type HostileQuery, hostile, query, times } from './hostile-query.ts';

/** What is to be run, and how many at once. */
export const OPERATIONS: readonly HostileQuery[] = [
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
  query(
    'two sign-ins in one request',
    `mutation { ${times(2, (i) => `a${i}: signIn(input: { login: "hq", password: "guess ${i}" }) { expiresAt }`)} }`,
    ['ONE_ATTEMPT_PER_REQUEST', 'ANONYMOUS'],
  ),
  query(
    '15 activations in one request, behind fragments',
    `mutation { ...A ...B } ${['A', 'B'].map((f) => `fragment ${f} on Mutation { ${times(7, (i) => `${f}${i}: activateAccount(input: { login: "+8613800138000", activationCode: "${i}", password: "1234567890" }) { expiresAt }`)} }`).join(' ')}`,
    ['ONE_ATTEMPT_PER_REQUEST', 'ANONYMOUS'],
  ),
  query(
    'a sign-in beside another operation with one',
    `${['A', 'B'].map((name) => `mutation ${name} { signIn(input: { login: "hq", password: "${name}" }) { expiresAt } }`).join(' ')}`,
    ['ONE_ATTEMPT_PER_REQUEST', 'ANONYMOUS'],
    { operationName: 'A' },
  ),
  query(
    '101 sign-ins in one request',
    `mutation { ${times(101, (i) => `a${i}: signIn(input: { login: "hq", password: "guess ${i}" }) { expiresAt }`)} }`,
    ['TOO_MANY_ALIASES', 'ANONYMOUS'],
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
