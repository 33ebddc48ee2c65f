import { type GraphQLArgument, type GraphQLInputType, getNullableType, isInputObjectType, isListType } from 'graphql';

export type Variables = Record<string, unknown>;

/** Where an argument stands in the variables: `['input', 'lessons', 0, 'startsAt']`. */
export interface Place {
  path: readonly (string | number)[];
  type: GraphQLInputType;
  /** What stands there in the example. */
  example: unknown;
}

/** Every argument that the example gives, input objects and the first item of lists gone into. */
export function placesIn(args: readonly GraphQLArgument[], variables: Variables): Place[] {
  return args.flatMap(({ name, type }) => inside([name], type, variables[name]));
}

function inside(path: Place['path'], type: GraphQLInputType, example: unknown): Place[] {
  if (example === undefined || example === null) return [];
  const here: Place = { path, type, example };
  const bare = getNullableType(type);
  if (isListType(bare)) return [here, ...inside([...path, 0], bare.ofType, (example as unknown[])[0])];
  if (!isInputObjectType(bare)) return [here];
  const fields = Object.values(bare.getFields());
  return [
    here,
    ...fields.flatMap((field) => inside([...path, field.name], field.type, (example as Variables)[field.name])),
  ];
}

/** Arguments of the schema that no example gives, as `InputType.field`; nested ones too. */
export function withoutExample(args: readonly GraphQLArgument[], examples: readonly Variables[]): string[] {
  const given = new Set(examples.flatMap((one) => placesIn(args, one).map(({ path }) => printed(path))));
  const missing: string[] = [];
  const walk = (path: Place['path'], type: GraphQLInputType, owner: string, ancestors: readonly string[]): void => {
    const bare = getNullableType(type);
    if (isListType(bare)) {
      walk([...path, 0], bare.ofType, owner, ancestors);
      return;
    }
    if (!given.has(printed(path))) missing.push(owner);
    if (!isInputObjectType(bare) || ancestors.includes(bare.name)) return;
    for (const field of Object.values(bare.getFields())) {
      walk([...path, field.name], field.type, `${bare.name}.${field.name}`, [...ancestors, bare.name]);
    }
  };
  for (const { name, type } of args) walk([name], type, name, []);
  return missing;
}

/** As graphql-js prints it: `input.lessons[0].startsAt`. */
export const printed = (path: Place['path']): string =>
  path.map((step, index) => (typeof step === 'number' ? `[${step}]` : index === 0 ? step : `.${step}`)).join('');

/** The variables with another value in that place, or without the argument where there is none. */
export function put(variables: Variables, path: Place['path'], bad: { value?: unknown }): Variables {
  const copy = structuredClone(variables);
  let owner: Record<string | number, unknown> = copy;
  for (const step of path.slice(0, -1)) owner = owner[step] as Record<string | number, unknown>;
  const last = path.at(-1) as string | number;
  if ('value' in bad) owner[last] = bad.value;
  else if (Array.isArray(owner)) owner.splice(last as number, 1);
  else delete owner[last];
  return copy;
}
