import {
  buildSchema,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isLeafType,
  isListType,
  isObjectType,
  Kind,
} from 'graphql';
import { compose, readSubgraphs } from '../../infra/tooling/src/compose.ts';

/** A field of the graph that takes arguments, and the document that asks for it with every argument in a variable. */
export interface Operation {
  /** `addCourse`, `students` or `Student.attendance`. */
  name: string;
  kind: 'mutation' | 'query';
  document: string;
  args: readonly GraphQLArgument[];
  /** The root field on the way to a nested one, whose id is in the variable `parentId`. */
  parentType?: string;
  /** Pages, so that a valid cursor can be had. */
  isConnection: boolean;
  /** The type of what it answers, lists and pages gone into: `Lead`. */
  returns: string;
}

/** The graph as the subgraphs compose now, not as it was committed. */
export function composedSchema(checkout: string): GraphQLSchema {
  const { supergraph, errors } = compose(readSubgraphs(checkout));
  if (supergraph === undefined) throw new Error(errors.join('\n'));
  return buildSchema(supergraph, { assumeValid: true });
}

type Field = GraphQLField<unknown, unknown>;
const fieldsOf = (type: GraphQLObjectType | undefined | null): Field[] => Object.values(type?.getFields() ?? {});

export function mutationsOf(schema: GraphQLSchema): Operation[] {
  return fieldsOf(schema.getMutationType()).map((field) => operation('mutation', field, selectionOf(field)));
}

/** The fields of Query, and every field further in that takes arguments of its own. */
export function queriesOf(schema: GraphQLSchema): Operation[] {
  const roots = fieldsOf(schema.getQueryType());
  const plain = roots.filter(({ args }) => args.length > 0).map((field) => operation('query', field, '{ __typename }'));
  const nested = Object.values(schema.getTypeMap())
    .filter((type): type is GraphQLObjectType => isObjectType(type) && !/^(__|Query$|Mutation$)/.test(type.name))
    .flatMap((type) => fieldsOf(type).map((field) => ({ type, field })))
    .filter(({ field }) => field.args.length > 0)
    .map(({ type, field }) => {
      const [entry, inner = []] = wayTo(schema, roots, type.name);
      const made = operation('query', field, isLeafType(getNamedType(field.type)) ? '' : '{ __typename }');
      const call = inner.reduceRight((inside, name) => `${name} { ${inside} }`, callOf(field, '{ __typename }'));
      const variables = variablesOf(field);
      return {
        ...made,
        name: `${type.name}.${field.name}`,
        parentType: getNamedType(entry.type).name,
        document: `query BadInput($parentId: ID!, ${variables}) { ${entry.name}(id: $parentId) { ${call} } }`,
      };
    });
  return [...plain, ...nested];
}

/** The singular root field that returns the type, or one that has it one field further in. */
function wayTo(schema: GraphQLSchema, roots: readonly Field[], type: string): [Field, string[]?] {
  const singular = roots.filter(({ args }) => args.length === 1 && args[0]?.name === 'id');
  const direct = singular.find((field) => getNamedType(field.type).name === type);
  if (direct) return [direct];
  for (const field of singular) {
    const owner = schema.getType(getNamedType(field.type).name);
    const inner = isObjectType(owner)
      ? fieldsOf(owner).find((one) => one.args.length === 0 && !isList(one) && getNamedType(one.type).name === type)
      : undefined;
    if (inner) return [field, [inner.name]];
  }
  throw new Error(`No root field leads to ${type}; teach tests/bad-input/operations.ts the way.`);
}

const isList = ({ type }: Field): boolean => isListType(getNullableType(type));

const variablesOf = ({ args }: Field): string => args.map(({ name, type }) => `$${name}: ${type}`).join(', ');
const callOf = (field: Field, selection: string): string => {
  const given = field.args.map(({ name }) => `${name}: $${name}`).join(', ');
  return `${field.name}(${given}) ${isLeafType(getNamedType(field.type)) ? '' : selection}`;
};

function operation(kind: 'mutation' | 'query', field: Field, selection: string): Operation {
  const variables = field.args.length > 0 ? `(${variablesOf(field)})` : '';
  return {
    name: field.name,
    kind,
    document: `${kind} BadInput${variables} { ${callOf(field, selection)} }`,
    args: field.args,
    isConnection: /Connection!?$/.test(String(field.type)),
    returns: getNamedType(field.type).name.replace(/Connection$/, ''),
  };
}

/** What was stored, as the subgraph that stored it tells: the plain fields of the payload's things, and what belongs to them. */
function selectionOf(field: Field, graph = boundTo(field)[0], level = 0): string {
  const type = getNamedType(field.type);
  if (!isObjectType(type)) return '';
  // Another thing with an id of its own is not what this mutation stored.
  if (level > 1 && 'id' in type.getFields()) return '';
  const inside = fieldsOf(type)
    .filter((one) => one.args.length === 0 && (boundTo(one).length === 0 || boundTo(one).includes(graph ?? '')))
    .map((one) => {
      if (isLeafType(getNamedType(one.type))) return one.name;
      const further = selectionOf(one, graph, level + 1);
      return further && `${one.name} ${further}`;
    })
    .filter(Boolean);
  return inside.length > 0 ? `{ ${inside.join(' ')} }` : '';
}

/** The subgraphs that resolve a field; none: every one that has the type. */
const boundTo = ({ astNode }: Field): string[] =>
  (astNode?.directives ?? [])
    .filter(({ name }) => name.value === 'join__field')
    .flatMap(({ arguments: given = [] }) => given.filter(({ name }) => name.value === 'graph'))
    .map(({ value }) => (value.kind === Kind.ENUM ? value.value : ''));
