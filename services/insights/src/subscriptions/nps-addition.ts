import type { Addition } from '../domain/counters.ts';
import { npsGroup } from '../domain/satisfaction.ts';

const COUNTER = { promoters: 'npsPromoters', passives: 'npsPassives', detractors: 'npsDetractors' } as const;

/** What an answer of 0–10 adds to a branch's day. */
export const npsAddition = (branchId: string, at: string, score: number): Addition => ({
  branchId,
  at,
  [COUNTER[npsGroup(score)]]: 1,
});
