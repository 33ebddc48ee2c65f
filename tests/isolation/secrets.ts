import type { Attacker } from './attackers.ts';
import type { Row } from './rows.ts';

/** What an attacker must never be told, read out of the rows that are not the attacker's. */
export interface Secrets {
  ids: ReadonlySet<string>;
  words: ReadonlySet<string>;
  amountsFen: ReadonlySet<number>;
}

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;
/** Enum values, types of events, instants, days, numbers as text and words of two characters tell nothing about anybody. */
const NO_SECRET = /^([A-Za-z_]+|[\w-]+([.:][\w-]+)+|\d{4}-\d{2}(-\d{2}.*)?|[\d:+.]{1,8}|[\w-]{1,4}|.{1,2})$/;
/** `R2026-000004`: every organization counts its own, so that another's is nobody's secret. */
const NUMBER = /^[A-Z]\d{4}-\d{6}$/;
/** Below, amounts coincide with counts and minutes. */
const LEAST_AMOUNT_FEN = 1_000;

interface Values {
  ids: Set<string>;
  words: Set<string>;
  amountsFen: Set<number>;
}

function collect(value: unknown, name: string, into: Values): void {
  if (typeof value === 'string') {
    const ids = value.match(UUID) ?? [];
    for (const id of ids) into.ids.add(id);
    if (ids.length === 0) into.words.add(value);
  } else if (typeof value === 'number') {
    if (/fen$/i.test(name) && Math.abs(value) >= LEAST_AMOUNT_FEN) into.amountsFen.add(Math.abs(value));
  } else if (Array.isArray(value)) {
    for (const one of value) collect(one, name, into);
  } else if (value !== null && typeof value === 'object') {
    for (const [key, one] of Object.entries(value)) collect(one, key, into);
  }
}

function valuesOf(rows: Iterable<Row>): Values {
  const values: Values = { ids: new Set(), words: new Set(), amountsFen: new Set() };
  for (const row of rows) collect(row.values, row.table, values);
  return values;
}

/** Everything in rows that the attacker neither owns nor shares, less what stands in rows of the attacker's own too. */
export function secretsFrom(attacker: Attacker, rows: readonly Row[]): Secrets {
  const mayKnow = (row: Row): boolean => attacker.owns(row) || attacker.shares(row);
  const hidden = valuesOf(rows.filter((row) => !mayKnow(row)));
  const known = valuesOf(rows.filter(mayKnow));
  const knownText = [...known.words].join('\n');
  const within = valuesOf(
    rows.filter(({ values }) => values.organization_id === attacker.principal.organizationId),
  ).words;
  const isSecret = (word: string): boolean =>
    !NO_SECRET.test(word) && !knownText.includes(word) && (!NUMBER.test(word) || within.has(word));
  return {
    ids: hidden.ids.difference(known.ids),
    words: new Set([...hidden.words].filter(isSecret)),
    amountsFen: hidden.amountsFen.difference(known.amountsFen),
  };
}

/** The secrets that an answer tells, except those that its request told first (`said`): an echo is no leak. */
export function leaks(answer: unknown, secrets: Secrets, said = ''): string[] {
  const told: Values = { ids: new Set(), words: new Set(), amountsFen: new Set() };
  // Under this name every number counts as an amount.
  const numbers = (value: unknown): void => {
    if (typeof value === 'number') collect(value, 'Fen', told);
    else if (value !== null && typeof value === 'object') Object.values(value).forEach(numbers);
  };
  collect(answer, '', told);
  numbers(answer);
  const text = JSON.stringify(answer) ?? '';
  return [
    ...told.ids.intersection(secrets.ids),
    ...[...secrets.words].filter((word) => text.includes(JSON.stringify(word).slice(1, -1))),
    ...[...told.amountsFen.intersection(secrets.amountsFen)].map(String),
  ].filter((secret) => !said.includes(secret));
}

/** The columns of those rows that hold ids which are secrets: references out of one's own rows into somebody else's. */
export function referencesInto(secrets: Secrets, rows: readonly Row[]): string[] {
  const found = rows.flatMap((row) =>
    Object.entries(row.values)
      .filter(([, value]) =>
        JSON.stringify(value)
          ?.match(UUID)
          ?.some((id) => secrets.ids.has(id)),
      )
      .map(([column]) => `${row.table}.${column}`),
  );
  return [...new Set(found)].toSorted();
}
