import { netShareInterval, percent, wilsonInterval } from './interval.ts';

/** A figure with its certainty: all null without an answer, never 0. */
export interface Measure {
  score: number | null;
  n: number;
  intervalLow: number | null;
  intervalHigh: number | null;
}

const NO_ANSWER: Measure = { score: null, n: 0, intervalLow: null, intervalHigh: null };

/** Counts of answers to "would you recommend us": 9–10, 7–8, 0–6 (rules.md, Measures). */
export interface NpsCounts {
  promoters: number;
  passives: number;
  detractors: number;
}

/** In which of the three groups a score of 0–10 falls. */
export const npsGroup = (score: number): keyof NpsCounts =>
  score >= 9 ? 'promoters' : score >= 7 ? 'passives' : 'detractors';

/** % of promoters − % of detractors, −100…100. */
export function netPromoterScore(counts: NpsCounts): Measure & NpsCounts {
  const { promoters, passives, detractors } = counts;
  const n = promoters + passives + detractors;
  if (n === 0) return { ...NO_ANSWER, ...counts };
  const { low, high } = netShareInterval(promoters, detractors, n);
  const score = percent((promoters - detractors) / n);
  return { score, n, intervalLow: percent(low), intervalHigh: percent(high), ...counts };
}

/** The lowest score of 5 that counts as satisfied. */
const SATISFIED = 4;

export const isSatisfied = (score: number): boolean => score >= SATISFIED;

/** CSAT: the share of 4–5 of 5, in per cent. */
export function satisfiedShare(satisfied: number, n: number): Measure {
  if (n === 0) return NO_ANSWER;
  const { low, high } = wilsonInterval(satisfied, n);
  return { score: percent(satisfied / n), n, intervalLow: percent(low), intervalHigh: percent(high) };
}
