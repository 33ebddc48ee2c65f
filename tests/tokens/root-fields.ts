import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CHECKOUT } from '@campusgraph/stack';
import {
  buildASTSchema,
  type FieldDefinitionNode,
  type GraphQLObjectType,
  getNamedType,
  isLeafType,
  Kind,
  parse,
  valueFromASTUntyped,
} from 'graphql';

/** A field of Query or Mutation, as the composed supergraph has it. */
export interface RootField {
  name: string;
  /** `student(id: "…") { __typename }`: valid whether the thing exists or not. */
  selection: string;
  /** All of one of these lists are needed; undefined where a sign-in is enough or nothing is needed. */
  scopes: string[][] | undefined;
  isAuthenticated: boolean;
}

const document = parse(readFileSync(join(CHECKOUT, 'gateway/supergraph.graphql'), 'utf8'));
const schema = buildASTSchema(document, { assumeValid: true });

const fieldNodes = (type: 'Query' | 'Mutation'): FieldDefinitionNode[] =>
  document.definitions.flatMap((definition) =>
    definition.kind === Kind.OBJECT_TYPE_DEFINITION && definition.name.value === type ? (definition.fields ?? []) : [],
  );

/** Of arguments that must be given, only ids are filled in; undefined where there is another. */
function argumentsOf({ arguments: args = [] }: FieldDefinitionNode): string | undefined {
  const needed = args.filter(({ type, defaultValue }) => type.kind === Kind.NON_NULL_TYPE && !defaultValue);
  const filled = needed.map(({ name, type }) => {
    const named = type.kind === Kind.NON_NULL_TYPE && type.type.kind === Kind.NAMED_TYPE ? type.type.name.value : '';
    return named === 'ID' || named === 'String' ? `${name.value}: "${crypto.randomUUID()}"` : undefined;
  });
  if (filled.includes(undefined)) return undefined;
  return filled.length > 0 ? `(${filled.join(', ')})` : '';
}

/** The root fields that can be asked for without knowing their input types. */
export const rootFields = (type: 'Query' | 'Mutation'): RootField[] =>
  fieldNodes(type).flatMap((node) => {
    const args = argumentsOf(node);
    const owner = schema.getType(type) as GraphQLObjectType;
    const result = getNamedType(owner.getFields()[node.name.value]?.type);
    const requires = node.directives?.find(({ name }) => name.value === 'requiresScopes');
    const scopes = requires?.arguments?.[0] && (valueFromASTUntyped(requires.arguments[0].value) as string[][]);
    const isAuthenticated = node.directives?.some(({ name }) => name.value === 'authenticated') ?? false;
    const selection = `${node.name.value}${args ?? ''}${isLeafType(result) ? '' : ' { __typename }'}`;
    return args === undefined && type === 'Query'
      ? []
      : [{ name: node.name.value, selection, scopes, isAuthenticated }];
  });
