import { getIntrospectionQuery } from 'graphql';
import { type HostileQuery, ID, nested, query } from './hostile-query.ts';

/** The schema, and ways around the gateway. */
export const SCHEMA: readonly HostileQuery[] = [
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
