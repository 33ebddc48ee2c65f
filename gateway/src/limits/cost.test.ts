import { expect, test } from '@jest/globals';
import { buildSchema, getVariableValues, type OperationDefinitionNode, parse } from 'graphql';
import { createCostLimit } from './cost.ts';
import { DEFAULT_LIMITS } from './limits.ts';

const schema = buildSchema(`
  type Query { students(first: Int, status: String!): StudentConnection! }
  type StudentConnection { nodes: [Student!]! }
  type Student { name: String! }
`);
const limit = createCostLimit(DEFAULT_LIMITS.cost);

/** The costs of one and the same document, asked for with these variables in turn. */
function costs(query: string, ...variables: Record<string, unknown>[]): number[] {
  const document = parse(query);
  const operation = document.definitions[0] as OperationDefinitionNode;
  return variables.map((given) => {
    const { coerced } = getVariableValues(schema, operation.variableDefinitions ?? [], given);
    return limit.of({ schema, document, operation, coerced }, null).cost;
  });
}

test('a page whose size is in a variable costs what this request asks for, whatever was asked before', () => {
  const query = 'query ($n: Int) { students(first: $n, status: "FORMER") { nodes { name } } }';
  expect(costs(query, { n: 1 }, { n: 100 }, { n: 1 })).toEqual([3, 201, 3]);
});

test('a request with wrong variables does not make the next ones cheaper', () => {
  const query = 'query ($status: String!) { students(first: 100, status: $status) { nodes { name } } }';
  expect(costs(query, {}, { status: 'FORMER' }, { status: 'STUDYING' }).slice(1)).toEqual([201, 201]);
});
