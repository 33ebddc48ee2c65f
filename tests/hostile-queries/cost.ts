import { type HostileQuery, query } from './hostile-query.ts';

/** What it would cost to answer it. */
export const COST: readonly HostileQuery[] = [
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
