import { invalid } from '@campusgraph/errors';
import {
  defaultFieldResolver,
  type GraphQLInputType,
  type GraphQLSchema,
  isInputObjectType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql';

/** What people write at length: a page of text. Everything else (names, codes, searches) is a line. */
const LONG_TEXTS = new Set([
  'body',
  'comment',
  'description',
  'evidence',
  'mapping',
  'need',
  'note',
  'outcome',
  'purpose',
  'reason',
  'script',
  'summary',
  'text',
]);
/** Characters (UTF-16 units), before any rule of a service that is stricter. */
const LONG_TEXT = 10_000;
const SHORT_TEXT = 200;
/** A cursor holds what a list is sorted by, a name perhaps. */
const CURSOR = 2_000;
/** Items of one list: a whole branch's roll, not a load. */
const LONGEST_LIST = 1_000;

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Throws where the value cannot be one of its type; `path` is as graphql-js writes it: `input.entries[3].note`. */
type Check = (value: unknown, path: string) => void;

/**
 * Makes every field look at its arguments before its resolver does: an ID is a UUID, a text holds neither NUL nor half a
 * character, texts and lists have an end. Refused are INVALID_ID, INVALID_TEXT, TEXT_TOO_LONG and LIST_TOO_LONG, for
 * just that field, with the argument's path in `extensions.argument`. Postgres would refuse some of it too, but late,
 * without the name, and together with the other reads of the request.
 */
export function checkArguments(schema: GraphQLSchema): GraphQLSchema {
  const checkOf = createChecks();
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('__')) continue;
    for (const field of Object.values(type.getFields())) {
      // `_entities` comes from the gateway, with as many references as an answer has.
      if (field.args.length === 0 || field.name.startsWith('_')) continue;
      const checks = field.args.map(({ name, type: argumentType }) => [name, checkOf(argumentType, name)] as const);
      const resolve = field.resolve ?? defaultFieldResolver;
      field.resolve = (source, values, context, info) => {
        for (const [name, check] of checks) check(values[name], name);
        return resolve(source, values, context, info);
      };
    }
  }
  return schema;
}

function createChecks() {
  const known = new Map<string, Check>();
  const checkOf = (type: GraphQLInputType, name: string): Check => {
    if (isNonNullType(type)) return checkOf(type.ofType, name);
    if (isListType(type)) return checkList(checkOf(type.ofType, name));
    if (isInputObjectType(type)) {
      const found = known.get(type.name);
      if (found) return found;
      // Known before its fields are looked at: an input type may hold itself.
      const fields: [string, Check][] = [];
      const check = checkFields(fields);
      known.set(type.name, check);
      for (const field of Object.values(type.getFields())) fields.push([field.name, checkOf(field.type, field.name)]);
      return check;
    }
    if (type.name === 'ID') return checkId;
    return type.name === 'String' ? checkText(longest(name)) : () => {};
  };
  return checkOf;
}

const longest = (name: string): number => {
  if (name === 'after') return CURSOR;
  return LONG_TEXTS.has(name) ? LONG_TEXT : SHORT_TEXT;
};

const checkFields =
  (fields: readonly [string, Check][]): Check =>
  (value, path) => {
    if (value === null || value === undefined) return;
    for (const [name, check] of fields) check((value as Record<string, unknown>)[name], `${path}.${name}`);
  };

const checkList =
  (check: Check): Check =>
  (value, path) => {
    if (!Array.isArray(value)) return;
    if (value.length > LONGEST_LIST) {
      throw invalid(
        'LIST_TOO_LONG',
        {
          en: `${path} has ${value.length} items; ${LONGEST_LIST} are allowed. Send it in parts.`,
          'zh-CN': `${path} 有 ${value.length} 项,最多 ${LONGEST_LIST} 项,请分批提交。`,
        },
        { argument: path, max: LONGEST_LIST },
      );
    }
    value.forEach((item, index) => {
      check(item, `${path}[${index}]`);
    });
  };

const checkId: Check = (value, path) => {
  if (typeof value !== 'string' || UUID.test(value)) return;
  throw invalid(
    'INVALID_ID',
    {
      en: `${path} must be an id such as 01890a5d-ac96-774b-bcce-b302099a8057, not "${shown(value)}".`,
      'zh-CN': `${path} 不是有效的 ID（应形如 01890a5d-ac96-774b-bcce-b302099a8057）:“${shown(value)}”。`,
    },
    { argument: path },
  );
};

const checkText =
  (max: number): Check =>
  (value, path) => {
    if (typeof value !== 'string') return;
    if (value.length > max) {
      throw invalid(
        'TEXT_TOO_LONG',
        {
          en: `${path} has ${value.length} characters; ${max} are allowed.`,
          'zh-CN': `${path} 有 ${value.length} 个字符,最多 ${max} 个。`,
        },
        { argument: path, max },
      );
    }
    if (!value.includes('\0') && value.isWellFormed()) return;
    throw invalid(
      'INVALID_TEXT',
      {
        en: `${path} holds NUL or half of a character (a lone surrogate), which no text has. Take it out.`,
        'zh-CN': `${path} 含有 NUL 或不完整的字符,请删除后重试。`,
      },
      { argument: path },
    );
  };

/** Short and printable, whatever was sent. */
const shown = (value: string): string => value.slice(0, 40).toWellFormed().replaceAll('\0', '�');
