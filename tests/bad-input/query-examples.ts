import {
  type GraphQLArgument,
  type GraphQLInputType,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
} from 'graphql';
import type { Operation } from './operations.ts';
import type { Variables } from './places.ts';
import type { School } from './school.ts';

/** Texts that queries look for. */
const TEXTS: Record<string, string> = {
  search: '张',
  number: 'C2026',
  kind: 'PAYMENT',
  period: '2026-03',
  code: 'BJ01',
  action: 'staff.joined',
  actorId: 'somebody',
  service: 'billing',
  startTime: '09:00',
  endTime: '20:00',
};
/** What an argument is the id of, where its name does not say it. */
const OWNERS: Record<string, string> = {
  ...{ owner: 'Staff', assignee: 'Staff', insteadOfHoliday: 'Holiday', otherTimetableRun: 'TimetableRun' },
};
/** Of these exactly one field may be given: there is an example for each. */
const ONE_OF = ['RepairDisruptionInput'];
/** By type: what is not like the others; times are ahead of the school's clock, and apart. */
const NAMED: Record<string, Record<string, unknown>> = {
  DateTime: { from: '2026-08-10T00:00:00Z', to: '2026-08-12T00:00:00Z', startsAt: '2026-08-12T02:00:00Z' },
  Date: { firstDay: '2026-08-10', lastDay: '2026-08-20' },
  Int: { lessonsPerWeek: 2, durationMinutes: 60, weekday: 3 },
};
const SCALARS: Record<string, unknown> = {
  Int: 10,
  Boolean: true,
  Date: '2026-03-10',
  DateTime: '2026-03-10T00:00:00Z',
};

/** Lists of what a school that works has none of, so that there is no cursor either. */
const ALWAYS_EMPTY = ['parkedMessages'];

/** Ids of things that are there, by type, found through the lists of the graph. */
export type Ids = (type: string) => Promise<string>;

/** `given` where it matters which one it is. */
export function createIds(schema: GraphQLSchema, { ask }: School, given: Record<string, string>): Ids {
  const known = new Map(Object.entries(given).map(([type, id]) => [type, Promise.resolve(id)]));
  const find = async (type: string): Promise<string> => {
    const list = Object.values(schema.getQueryType()?.getFields() ?? {}).find(
      (field) => getNamedType(field.type).name === `${type}Connection`,
    );
    if (!list)
      throw new Error(`There is no list of ${type}; tell tests/bad-input/query-examples.ts where its ids are.`);
    const [one] = (await ask(`{ ${list.name}(first: 1) { nodes { id } } }`))[list.name].nodes;
    if (!one) throw new Error(`The school has no ${type}.`);
    return one.id;
  };
  return (type) => {
    const found = known.get(type) ?? find(type);
    known.set(type, found);
    return found;
  };
}

/** The fields of which one is given, each for an example of its own; undefined where everything may be given at once. */
export const choicesOf = ({ args }: Operation): (string | undefined)[] => {
  const types = args.map(({ type }) => getNamedType(type)).filter(isInputObjectType);
  const oneOf = types.find(({ name }) => ONE_OF.includes(name));
  return oneOf ? Object.keys(oneOf.getFields()) : [undefined];
};

/** Valid variables for a query, every argument given. */
export async function queryExample(
  operation: Operation,
  { returns, choice }: { returns: string; choice: string | undefined },
  ids: Ids,
  { ask }: School,
): Promise<Variables> {
  const exampleOf = async (type: GraphQLInputType, name: string): Promise<unknown> => {
    const bare = getNullableType(type);
    if (isListType(bare)) return [await exampleOf(bare.ofType, name)];
    if (isEnumType(bare)) return bare.getValues()[0]?.name;
    const isChosen = ({ name: field }: { name: string }) => !ONE_OF.includes(bare.name) || field === choice;
    if (isInputObjectType(bare)) return all(Object.values(bare.getFields()).filter(isChosen));
    if (bare.name === 'ID') return ids(name === 'id' ? returns : typeNamedBy(name));
    const value = bare.name === 'String' ? TEXTS[name] : (NAMED[bare.name]?.[name] ?? SCALARS[bare.name]);
    if (value === undefined) throw new Error(`No example for ${name}: ${type} of ${operation.name}.`);
    return value;
  };
  const all = async (args: readonly Pick<GraphQLArgument, 'name' | 'type'>[]): Promise<Variables> => {
    const entries = args
      .filter(({ name }) => name !== 'after')
      .map(async ({ name, type }) => [name, await exampleOf(type, name)]);
    return Object.fromEntries(await Promise.all(entries));
  };
  const variables = await all(operation.args);
  if (operation.parentType) variables.parentId = await ids(operation.parentType);
  if (!operation.args.some(({ name }) => name === 'after') || ALWAYS_EMPTY.includes(operation.name)) return variables;
  // The cursor of this very list, of all that is in it.
  const paged = operation.document.replace('{ __typename }', '{ pageInfo { endCursor } }');
  const optional = operation.args.filter(({ type }) => !isNonNullType(type)).map(({ name }) => [name, null]);
  const after = cursorIn(await ask(paged, { ...variables, ...Object.fromEntries(optional), first: 1 }));
  if (after === undefined) throw new Error(`The school has nothing in ${operation.name}, so there is no cursor of it.`);
  return { ...variables, after };
}

const typeNamedBy = (argument: string): string => {
  const name = argument.replace(/Ids?$/, '');
  return OWNERS[name] ?? `${name[0]?.toUpperCase()}${name.slice(1)}`;
};

const cursorIn = (data: unknown): string | undefined => /"endCursor":"([^"]+)"/.exec(JSON.stringify(data))?.[1];
