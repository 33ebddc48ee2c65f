import { type Interval, meanInterval, netShareInterval, wilsonInterval } from './interval.ts';
import { SCORE_SCALE, type SurveyKind } from './score-scale.ts';

/** How often each score was given. */
export type Histogram = readonly { score: number; count: number }[];

/**
 * One measure of satisfaction (rules.md, Measures), always with the number of answers and a 95 % interval.
 * NPS: −100…100. CSAT: the share of 4–5 in per cent, 0…100. CES: the mean, 1…7. One decimal. No answers: null, never 0.
 */
export interface Satisfaction {
  kind: SurveyKind;
  score: number | null;
  n: number;
  intervalLow: number | null;
  intervalHigh: number | null;
}

/** CSAT, NPS or CES of the scores given. */
export function satisfaction(kind: SurveyKind, histogram: Histogram): Satisfaction {
  const n = count(histogram, () => true);
  if (n === 0) return { kind, score: null, n, intervalLow: null, intervalHigh: null };
  const { score, interval, unit } = MEASURES[kind](histogram, n);
  return {
    kind,
    score: round(score * unit),
    n,
    intervalLow: round(interval.low * unit),
    intervalHigh: round(interval.high * unit),
  };
}

type Measure = (histogram: Histogram, n: number) => { score: number; interval: Interval; unit: number };

const PERCENT = 100;

const MEASURES: Record<SurveyKind, Measure> = {
  NPS: (histogram, n) => {
    const promoters = count(histogram, (score) => score >= 9);
    const detractors = count(histogram, (score) => score <= 6);
    return { score: (promoters - detractors) / n, interval: netShareInterval(promoters, detractors, n), unit: PERCENT };
  },
  CSAT: (histogram, n) => {
    const satisfied = count(histogram, (score) => score >= 4);
    return { score: satisfied / n, interval: wilsonInterval(satisfied, n), unit: PERCENT };
  },
  CES: (histogram, n) => {
    const mean = histogram.reduce((sum, { score, count }) => sum + score * count, 0) / n;
    const squares = histogram.reduce((sum, { score, count }) => sum + count * (score - mean) ** 2, 0);
    const { lowest, highest } = SCORE_SCALE.CES;
    return { score: mean, interval: meanInterval(mean, squares / (n - 1), n, { low: lowest, high: highest }), unit: 1 };
  },
};

const count = (histogram: Histogram, matches: (score: number) => boolean): number =>
  histogram.reduce((sum, { score, count }) => (matches(score) ? sum + count : sum), 0);

// Rounded once, at the end, half up.
const round = (value: number): number => Math.floor(value * 10 + 0.5) / 10;
