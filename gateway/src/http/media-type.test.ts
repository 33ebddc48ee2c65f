import { expect, test } from '@jest/globals';
import { answerType } from './media-type.ts';

const JSON_TYPE = 'application/json; charset=utf-8';
const GRAPHQL_TYPE = 'application/graphql-response+json; charset=utf-8';

test.each<[string | undefined, string | null]>([
  [undefined, JSON_TYPE],
  ['', JSON_TYPE],
  ['*/*', JSON_TYPE],
  ['application/*', JSON_TYPE],
  ['application/json', JSON_TYPE],
  ['application/graphql-response+json', GRAPHQL_TYPE],
  ['APPLICATION/GraphQL-Response+JSON ; charset=utf-8', GRAPHQL_TYPE],
  ['application/graphql-response+json, application/json', GRAPHQL_TYPE],
  ['application/json, application/graphql-response+json', JSON_TYPE],
  ['application/json;q=0.5, application/graphql-response+json', GRAPHQL_TYPE],
  ['application/json ; q=0.9, application/graphql-response+json;q=0.8, */*;q=0.1', JSON_TYPE],
  ['*/*, application/json;q=0', GRAPHQL_TYPE],
  ['text/html, */*;q=0.1', JSON_TYPE],
  ['text/html', null],
  ['application/json;q=0', null],
  ['multipart/mixed', null],
])('who accepts %s is answered in %s', (accept, type) => {
  expect(answerType(accept)).toBe(type);
});
