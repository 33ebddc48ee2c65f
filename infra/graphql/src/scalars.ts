import { GraphQLError, GraphQLScalarType, Kind, type ValueNode } from 'graphql';

const refuse = (type: string, expected: string, value: unknown): never => {
  throw new GraphQLError(`${type} must be ${expected}, not ${shown(value)}.`, {
    extensions: { code: 'BAD_USER_INPUT' },
  });
};

/** Whoever sends a megabyte does not get it back. */
const shown = (value: unknown): string => {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
};

function wholeNumber(name: string, description: string): GraphQLScalarType<number, number> {
  const expected = `a whole number between -${Number.MAX_SAFE_INTEGER} and ${Number.MAX_SAFE_INTEGER}`;
  const parse = (value: unknown): number =>
    Number.isSafeInteger(value) ? (value as number) : refuse(name, expected, value);
  return new GraphQLScalarType({
    name,
    description,
    serialize: parse,
    parseValue: parse,
    parseLiteral: (node: ValueNode) =>
      node.kind === Kind.INT
        ? parse(Number(node.value))
        : refuse(name, expected, 'value' in node ? node.value : node.kind),
  });
}

function text<Inner>(
  name: string,
  description: string,
  expected: string,
  parse: (value: string) => Inner | undefined,
  print: (value: Inner) => string,
): GraphQLScalarType<Inner, string> {
  const read = (value: unknown): Inner =>
    (typeof value === 'string' ? parse(value) : undefined) ?? refuse(name, expected, value);
  return new GraphQLScalarType({
    name,
    description,
    serialize: (value) => print(value as Inner),
    parseValue: read,
    parseLiteral: (node) => read(node.kind === Kind.STRING ? node.value : undefined),
  });
}

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})$/;
const DAY = /^\d{4}-\d{2}-\d{2}$/;
// Nothing a school does happens outside of these years, but people were born before; a date there is a typing error or an attack.
const EARLIEST_INSTANT = Date.UTC(1970, 0, 1);
const EARLIEST_DAY = Date.UTC(1900, 0, 1);
const LATEST = Date.UTC(2100, 0, 1);

/** Is there such a day in the calendar? */
const isDay = (value: string): boolean => {
  const time = Date.parse(`${value}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(value);
};

const parseInstant = (value: string): Date | undefined => {
  // Date.parse takes 30 February for 2 March.
  const time = INSTANT.test(value) && isDay(value.slice(0, 10)) ? Date.parse(value) : Number.NaN;
  return time >= EARLIEST_INSTANT && time < LATEST ? new Date(time) : undefined;
};

const parseDay = (value: string): string | undefined => {
  const time = DAY.test(value) && isDay(value) ? Date.parse(`${value}T00:00:00Z`) : Number.NaN;
  return time >= EARLIEST_DAY && time < LATEST ? value : undefined;
};

/** The scalars every subgraph declares: spread into its resolver map. */
export const scalars = {
  Fen: wholeNumber('Fen', 'Money: a whole number of fen (1 yuan = 100 fen).'),
  Lessons: wholeNumber(
    'Lessons',
    'Lesson hours: a whole number of hundredths (1 lesson = 100), so that half lessons exist.',
  ),
  DateTime: text(
    'DateTime',
    'An instant, ISO 8601 with its offset; always answered in UTC.',
    'an instant such as 2026-03-01T09:00:00Z, between 1970 and 2100',
    parseInstant,
    (value: Date) => value.toISOString(),
  ),
  Date: text(
    'Date',
    "A day in the branch's zone, YYYY-MM-DD.",
    'a day such as 2026-03-01, between 1900 and 2100',
    parseDay,
    (value: string) => value,
  ),
} as const;
