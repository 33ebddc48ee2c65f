/**
 * What is counted per branch and day. Money in fen, lessons in hundredths; a reversal is counted with a minus.
 * `consumed…` stand on the day of the lesson, everything else on the day it happened: so that what was recognised,
 * received and refunded agrees with the ledger on any date.
 */
export const COUNTERS = [
  'consumedHundredths',
  'consumedFen',
  'recognisedFen',
  'receivedFen',
  'refundedFen',
  'ticketsOpened',
  'ticketsResolved',
  'ticketsConfirmed',
  'ticketsReopened',
  'npsPromoters',
  'npsPassives',
  'npsDetractors',
  'csatAnswers',
  'csatSatisfied',
] as const;

export type Counter = (typeof COUNTERS)[number];
export type Counters = Record<Counter, number>;

/** The sum over several days or branches; all 0 where there are none. */
export const sumCounters = (rows: readonly Counters[]): Counters =>
  Object.fromEntries(COUNTERS.map((name) => [name, rows.reduce((total, row) => total + row[name], 0)])) as Counters;

/** What one fact adds: to the day, in the branch's zone, in which the instant `at` falls. */
export interface Addition extends Partial<Counters> {
  branchId: string;
  /** ISO 8601, UTC. */
  at: string;
}
