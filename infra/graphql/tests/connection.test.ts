import { expect, test } from '@jest/globals';
import { buildSchema, graphql } from 'graphql';
import { page } from '../src/index.ts';

const schema = buildSchema(`
  type Query { students(first: Int, after: String): StudentConnection }
  type StudentConnection { nodes: [ID!] totalCount: Int pageInfo: PageInfo }
  type PageInfo { totalCount: Int }
`);

/** Whether a list that is asked for with this selection would be counted. */
async function isCounted(query: string): Promise<boolean> {
  let counted: boolean | undefined;
  const students = (paging: object, _: unknown, info: Parameters<typeof page>[1]) => {
    counted = page(paging, info).includeCount;
    return { nodes: [], totalCount: 0 };
  };
  expect(await graphql({ schema, source: query, rootValue: { students } })).not.toHaveProperty('errors');
  if (counted === undefined) throw new Error('The list was not asked for.');
  return counted;
}

test.each([
  ['by its name', '{ students { totalCount } }'],
  ['under an alias', '{ students { nodes howMany: totalCount } }'],
  ['in a fragment', '{ students { ... on StudentConnection { totalCount } } }'],
  [
    'in a fragment of a fragment',
    `query { students { nodes ...a } }
    fragment a on StudentConnection { ...b } fragment b on StudentConnection { totalCount }`,
  ],
  ['beside another selection of the same list', '{ students { nodes } students { totalCount } }'],
])('a list is counted when its total is asked for, %s', async (_, query) => {
  expect(await isCounted(query)).toBe(true);
});

test.each([
  ['a page', '{ students(first: 50) { nodes } }'],
  ['something else of that name', '{ students { pageInfo { totalCount } } }'],
])('a list is not counted for %s', async (_, query) => {
  expect(await isCounted(query)).toBe(false);
});
