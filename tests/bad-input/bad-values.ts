import {
  type GraphQLInputType,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
} from 'graphql';

import type { Place } from './places.ts';

/** What is put in the place of an argument, and whether the graph may take it for what somebody meant. */
export interface BadValue {
  name: string;
  /** Left out when the argument is. */
  value?: unknown;
  /** `either`: it may be legitimate; then it is stored as it was sent. */
  outcome: 'refused' | 'either';
}

const refused = (values: Record<string, unknown>): BadValue[] =>
  Object.entries(values).map(([name, value]) => ({ name, value, outcome: 'refused' }));
const either = (values: Record<string, unknown>): BadValue[] =>
  Object.entries(values).map(([name, value]) => ({ name, value, outcome: 'either' }));

export const UNKNOWN_ID = '01890a5d-ac96-774b-bcce-b302099a8057';
const LONG = 'x'.repeat(100_000);

const INJECTIONS = {
  SQL: "' or 1=1 --",
  'a template': '{{7*7}}',
  markup: '<script>alert(1)</script>',
  'right-to-left marks': 'a\u202eb\u200f',
  emoji: '👩‍👧🎨',
};
const BROKEN_TEXT = {
  '100,000 characters': LONG,
  NUL: 'a\u0000b',
  'a lone surrogate': 'a\ud800b',
  'another lone surrogate': '\udc00',
};
const NO_NUMBER = {
  text: 'many',
  'a number as text': '7',
  'a fraction': 1.5,
  'an object': {},
  'a list': [{}],
  true: true,
};

/**
 * Texts that are legitimate somewhere (a note may hold an emoji), and those that are nowhere. Each that is taken uses up an example,
 * so several stand in one; short enough for a name.
 */
const TEXT: BadValue[] = [
  ...refused({ ...BROKEN_TEXT, 'a number': 7, 'an object': {}, true: true }),
  ...either({
    'SQL and a template': `${INJECTIONS.SQL} ${INJECTIONS['a template']}`,
    'markup, right-to-left marks and emoji': `${INJECTIONS.markup}${INJECTIONS['right-to-left marks']}${INJECTIONS.emoji}`,
  }),
];
const NUMBERS: BadValue[] = [...refused({ ...NO_NUMBER, '2^53': 2 ** 53, negative: -1 }), ...either({ zero: 0 })];

const BY_TYPE: Record<string, BadValue[]> = {
  ID: refused({
    ...BROKEN_TEXT,
    ...INJECTIONS,
    empty: '',
    blank: '   ',
    'no UUID': 'not-a-uuid',
    'a number': 7,
    negative: -1,
    'a fraction': 1.5,
    'an object': {},
    true: true,
  }),
  String: TEXT,
  Int: [...refused({ '2^31': 2 ** 31, '2^53-1': 2 ** 53 - 1 }), ...NUMBERS],
  Fen: [...either({ '2^31': 2 ** 31, '2^53-1': 2 ** 53 - 1 }), ...NUMBERS],
  Lessons: [...either({ '2^31': 2 ** 31, '2^53-1': 2 ** 53 - 1 }), ...NUMBERS],
  Boolean: refused({ text: 'true', 'a number': 1, 'an object': {} }),
  DateTime: refused({
    ...BROKEN_TEXT,
    ...INJECTIONS,
    empty: '',
    'no time': 'tomorrow',
    'a number': 7,
    'a day that is none': '2026-02-30T00:00:00Z',
    'before 1970': '1969-12-31T23:59:59Z',
    'after 2100': '2100-01-01T00:00:00Z',
    'year 0': '0000-01-01T00:00:00Z',
    'year 10000': '+010000-01-01T00:00:00Z',
  }),
  Date: [
    ...refused({
      ...BROKEN_TEXT,
      ...INJECTIONS,
      empty: '',
      'no day': 'tomorrow',
      'a number': 7,
      'a day that is none': '2026-02-30',
      'before 1900': '1899-12-31',
      'after 2100': '2100-01-01',
    }),
    ...either({ 'before 1970': '1969-12-31' }),
  ],
};

const ENUM = refused({
  ...BROKEN_TEXT,
  ...INJECTIONS,
  empty: '',
  'no value of it': 'NO_SUCH_VALUE',
  'a number': 7,
  'an object': {},
});
const OBJECT = refused({ text: 'text', 'a number': 7, 'an unknown field': { noSuchField: 1 } });

/** Everything that is tried in the place of an argument of that type; the place has a valid one. */
export function badValuesFor({ type, example, path }: Place, idOfAnotherType: string): BadValue[] {
  const isRequired = isNonNullType(type);
  const absence: BadValue[] = [
    { name: 'null', value: null, outcome: isRequired ? 'refused' : 'either' },
    // Without an item it is a shorter list.
    { name: 'absent', outcome: isRequired && typeof path.at(-1) === 'string' ? 'refused' : 'either' },
  ];
  const bare = getNullableType(type);
  if (isListType(bare)) return [...absence, ...badLists(bare.ofType, example)];
  if (isInputObjectType(bare)) return [...absence, ...OBJECT];
  if (isEnumType(bare)) return [...absence, ...ENUM];
  const known = BY_TYPE[bare.name];
  if (!known) throw new Error(`No bad values for the scalar ${bare.name}; add them to tests/bad-input/bad-values.ts.`);
  const strangers = { 'an unknown id': UNKNOWN_ID, 'an id of another type': idOfAnotherType };
  const more = bare.name === 'ID' ? refused(strangers) : [];
  // What has to be said has to say something.
  const silence = bare.name === 'String' ? { empty: '', blank: ' \t ' } : {};
  return [...absence, ...known, ...more, ...(isRequired ? refused(silence) : either(silence))];
}

function badLists(itemType: GraphQLInputType, example: unknown): BadValue[] {
  const [item] = example as unknown[];
  return [
    ...either({ 'an empty list': [] }),
    ...refused({ '10,000 items': Array.from({ length: 10_000 }, () => item), 'a number': 7 }),
    ...(isNonNullType(itemType) ? refused({ 'a list with null': [item, null] }) : []),
  ];
}
