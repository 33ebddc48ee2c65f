import {
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isInputObjectType,
  isObjectType,
  isRequiredArgument,
} from 'graphql';
import { type IdOf, idName, idNames, isRowId, ONE_OF, valueFor } from './argument-values.ts';

/** One request, without the ids it will point at. */
export interface Operation {
  /** `students`, `students(filter.branchId)`: what is asked, and by which argument. */
  name: string;
  query: string;
  /** The same with less below it, for whoever may not ask for as much. */
  lighter?: string;
  /** Names of the ids that its variables will hold. */
  ids: readonly string[];
  variables(idOf: IdOf): Record<string, unknown>;
}

/** How many entities below a root field or an entity are asked for. With the pages below it stays within a guardian's cost limit. */
const DEPTH = 2;
/** Somewhat less than the gateway takes. */
const MOST_TOKENS = 1_600;
/** Arguments of queries that find somebody's rows without being ids. */
const POINTERS = ['search', 'number', 'code'];

/** Remembers which fields of the graph were asked for. */
export type Covered = Set<string>;

/** Everything that can be asked of a type: all its fields, those of what it leads to, and so on, no type twice on the way. */
export function selectAll(type: GraphQLObjectType, covered: Covered = new Set(), deepest = DEPTH): string {
  for (let depth = deepest; ; depth -= 1) {
    const attempt: Covered = new Set();
    const text = select(type, depth, [], attempt);
    if (depth > 0 && (text.match(/[\w]+|[^\s\w]/g)?.length ?? 0) > MOST_TOKENS) continue;
    for (const field of attempt) covered.add(field);
    return text;
  }
}

function select(type: GraphQLObjectType, depth: number, path: readonly string[], covered: Covered): string {
  const fields = Object.values(type.getFields()).flatMap((field) => {
    const inner = getNamedType(field.type);
    const text = `${field.name}${fieldArguments(field)}`;
    if (!isObjectType(inner)) {
      covered.add(`${type.name}.${field.name}`);
      return [text];
    }
    covered.add(`${type.name}.${field.name}`);
    const isEntity = 'id' in inner.getFields();
    const isSmall = Object.values(inner.getFields()).every((one) => !isObjectType(getNamedType(one.type)));
    if (type.name.endsWith('Edge') || path.includes(inner.name) || (depth === 0 && isEntity && !isSmall)) {
      return [`${text} { ${isEntity ? 'id' : '__typename'} }`];
    }
    return [`${text} ${select(inner, isEntity ? depth - 1 : depth, [...path, type.name], covered)}`];
  });
  return `{ __typename ${fields.join(' ')} }`;
}

/** Small pages of long periods. */
function fieldArguments(field: GraphQLField<unknown, unknown>): string {
  const given = field.args
    .filter((argument) => isRequiredArgument(argument) || ['first', 'from', 'to'].includes(argument.name))
    .map(({ name, type }) => `${name}: ${name === 'first' ? 3 : JSON.stringify(valueFor(name, type, noId))}`);
  return given.length === 0 ? '' : `(${given.join(', ')})`;
}

const noId: IdOf = (name) => {
  throw new Error(`A field below a root field asks for ${name}; operations.ts gives ids to root fields only.`);
};

const lower = (name: string): string => name.charAt(0).toLowerCase() + name.slice(1);
/** `student(id:)` means a Student's. */
const ownIdName = (field: GraphQLField<unknown, unknown>): string => `${lower(getNamedType(field.type).name)}Id`;

/** Each query alone, lists wide and deep, and once more by each of its arguments that points at somebody's rows. */
export function queriesOf(schema: GraphQLSchema, covered: Covered): Operation[] {
  return Object.values(schema.getQueryType()?.getFields() ?? {}).flatMap((field) => {
    const ways = field.args.flatMap((argument) => {
      const inner = getNamedType(argument.type);
      const names = isInputObjectType(inner) ? Object.values(inner.getFields()) : [argument];
      return names
        .filter((one) => isRowId(one) || POINTERS.includes(one.name))
        .filter((one) => !isRequiredArgument(argument) || one !== argument)
        .map((one) => ({ argument: argument.name, name: one.name, inFilter: one !== argument }));
    });
    const isList = field.args.some(({ name }) => name === 'first');
    const choices = field.args.flatMap(choicesOf);
    // Of what it asks for only one may be given: each is tried alone, and none is not a request.
    const each = choices.length > 0 ? choices : [undefined, ...ways];
    return [
      ...(isList ? [queryBy(field, { covered, first: 2, depth: DEPTH })] : []),
      ...each.map((way) => queryBy(field, { way, covered, first: 25, depth: 1 })),
    ];
  });
}

/** An argument, or a field of the filter, that points at somebody's rows. */
interface Way {
  argument: string;
  name: string;
  inFilter: boolean;
  /** Of one of several: what it holds. */
  type?: GraphQLInputType;
}

function choicesOf({ name: argument, type }: GraphQLArgument): Way[] {
  const inner = getNamedType(type);
  if (!isInputObjectType(inner)) return [];
  const fields = inner.getFields();
  return (ONE_OF[inner.name] ?? []).flatMap((name) => {
    const field = fields[name];
    return field ? [{ argument, name, inFilter: true, type: field.type }] : [];
  });
}

const idsIn = ({ name, type }: Way): string[] => (type ? [...idNames(name, type)] : [idName(name)]);

function queryBy(
  field: GraphQLField<unknown, unknown>,
  { way, covered, first: size, depth }: { way?: Way | undefined; covered: Covered; first: number; depth: number },
): Operation {
  const required = field.args.filter((argument) => isRequiredArgument(argument));
  const given = field.args.filter((one) => required.includes(one) || one.name === way?.argument);
  const first = field.args.some(({ name }) => name === 'first') ? [`first: ${size}`] : [];
  const passed = [...first, ...given.map(({ name }) => `${name}: $${name}`)];
  const declared = given.map(({ name, type }) => `$${name}: ${String(type)}`);
  covered.add(`Query.${field.name}`);
  const inner = getNamedType(field.type);
  const pointer = (name: string): string => (name === 'id' ? ownIdName(field) : idName(name));
  const text = (deep: number): string =>
    `query Attack${declared.length ? `(${declared.join(', ')})` : ''} { ${field.name}${passed.length ? `(${passed.join(', ')})` : ''} ${isObjectType(inner) ? selectAll(inner, covered, deep) : ''} }`;
  return {
    name: way ? `${field.name}(${way.inFilter ? `${way.argument}.` : ''}${way.name})` : field.name,
    query: text(depth),
    lighter: text(0),
    ids: [
      ...required.filter((one) => one.name === 'id' || isRowId(one)).map(({ name }) => pointer(name)),
      ...(way ? idsIn(way) : []),
    ],
    variables: (idOf) =>
      Object.fromEntries(
        given.map(({ name, type }) => {
          if (way?.argument === name && way.type) return [name, { [way.name]: valueFor(way.name, way.type, idOf) }];
          if (way?.argument === name && way.inFilter) return [name, { [way.name]: idOf(idName(way.name)) }];
          if (name === 'id' || POINTERS.includes(name)) return [name, idOf(pointer(name))];
          return [name, valueFor(name, type, idOf)];
        }),
      ),
  };
}

/** Each mutation, with everything in its input that it takes; where that is one of several, once for each of them. */
export function mutationsOf(schema: GraphQLSchema, covered: Covered): Operation[] {
  return Object.values(schema.getMutationType()?.getFields() ?? {}).flatMap((field) => {
    const whole = mutationOf(field, covered);
    const either = field.args.flatMap(({ type }) => ONE_OF[getNamedType(type).name] ?? []);
    return either.length === 0
      ? [whole]
      : either.map((one) => without(whole, either.toSpliced(either.indexOf(one), 1)));
  });
}

/** The same without those fields of its input. */
const without = (whole: Operation, names: readonly string[]): Operation => ({
  ...whole,
  ids: whole.ids.filter((id) => !names.includes(id)),
  variables(idOf) {
    const { input } = whole.variables(idOf) as { input: Record<string, unknown> };
    return { input: Object.fromEntries(Object.entries(input).filter(([name]) => !names.includes(name))) };
  },
});

function mutationOf(field: GraphQLField<unknown, unknown>, covered: Covered): Operation {
  covered.add(`Mutation.${field.name}`);
  const declared = field.args.map(({ name, type }) => `$${name}: ${String(type)}`).join(', ');
  const passed = field.args.map(({ name }) => `${name}: $${name}`).join(', ');
  const ids = new Set<string>();
  for (const { name, type } of field.args) idNames(name, type, ids);
  return {
    name: field.name,
    query: `mutation Attack(${declared}) { ${field.name}(${passed}) ${selectAll(getNamedType(field.type) as GraphQLObjectType, covered, 1)} }`,
    ids: [...ids],
    variables: (idOf) => Object.fromEntries(field.args.map(({ name, type }) => [name, valueFor(name, type, idOf)])),
  };
}

/** Each entity that a subgraph resolves by reference, as the gateway would ask for it. */
export function entitiesOf(subgraph: GraphQLSchema): (Operation & { type: string })[] {
  return Object.values(subgraph.getTypeMap())
    .filter(isObjectType)
    .filter(({ astNode }) =>
      astNode?.directives?.some(
        ({ name, arguments: given }) =>
          name.value === 'key' &&
          !given?.some((one) => one.name.value === 'resolvable' && 'value' in one.value && one.value.value === false),
      ),
    )
    .map((type) => {
      const id = `${lower(type.name)}Id`;
      return {
        name: `_entities ${type.name}`,
        type: type.name,
        query: `query Attack($representations: [_Any!]!) { _entities(representations: $representations) { ... on ${type.name} ${selectAll(type)} } }`,
        ids: [id],
        variables: (idOf) => ({ representations: [{ __typename: type.name, id: idOf(id) }] }),
      };
    });
}
