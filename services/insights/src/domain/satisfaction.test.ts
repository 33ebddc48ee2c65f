import { expect, test } from '@jest/globals';
import { isSatisfied, netPromoterScore, npsGroup, satisfiedShare } from './satisfaction.ts';

test('30 promoters, 12 passives and 8 detractors make an NPS of 44', () => {
  const counts = { promoters: 30, passives: 12, detractors: 8 };
  expect(netPromoterScore(counts)).toEqual({ ...counts, score: 44, n: 50, intervalLow: 21.1, intervalHigh: 61.9 });
});

test('without an answer a branch has no NPS and no CSAT, rather than one of 0', () => {
  expect(netPromoterScore({ promoters: 0, passives: 0, detractors: 0 })).toMatchObject({ score: null, n: 0 });
  expect(satisfiedShare(0, 0)).toEqual({ score: null, n: 0, intervalLow: null, intervalHigh: null });
});

test.each([
  [0, 'detractors'],
  [6, 'detractors'],
  [7, 'passives'],
  [8, 'passives'],
  [9, 'promoters'],
  [10, 'promoters'],
])('who gives %i of 10 is among the %s', (score, group) => expect(npsGroup(score)).toBe(group));

test('4 and 5 of 5 are satisfied, 3 is not; 8 of 10 make 80 %', () => {
  expect([3, 4, 5].map(isSatisfied)).toEqual([false, true, true]);
  expect(satisfiedShare(8, 10)).toEqual({ score: 80, n: 10, intervalLow: 49, intervalHigh: 94.3 });
});
