import { p } from '@mikro-orm/core';

/** An instant with milliseconds, `timestamptz(3)`; always UTC in memory. */
export const instant = () => p.datetime(3);
/** A day without a time, `YYYY-MM-DD` as text in memory: what a contract or a birthday means. */
export const day = () => p.date().$type<string>();
/** Money in whole fen: `bigint` in the database, a safe integer in memory. */
export const fen = () => p.bigint('number');
/** Lesson hours in whole hundredths. */
export const lessonHundredths = () => p.integer();
/** Text among fixed words, checked by the database: `oneOf('ACTIVE', 'CLOSED')`. */
export const oneOf = <const Words extends readonly [string, ...string[]]>(...words: Words) =>
  p.enum([...words] as unknown as Words).$type<Words[number]>();

/** What every aggregate's row carries first. `version` grows with each update and locks out a concurrent one. */
export const aggregateProperties = {
  id: p.uuid().primary(),
  organizationId: p.uuid(),
  createdAt: instant(),
  version: p.integer().version().default(1),
};
