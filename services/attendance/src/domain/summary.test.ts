import { expect, test } from '@jest/globals';
import { summarize } from './summary.ts';

test('who came late came: 6 there, 1 late, 1 gone early, 1 on leave, 1 no-show of 10 is 80 %', () => {
  const counts = new Map([
    ['PRESENT', 6],
    ['LATE', 1],
    ['EARLY_LEAVE', 1],
    ['LEAVE', 1],
    ['NO_SHOW', 1],
    ['SCHOOL_CANCELLED', 3],
  ] as const);
  expect(summarize(counts)).toEqual({
    present: 6,
    late: 1,
    earlyLeave: 1,
    leave: 1,
    noShow: 1,
    total: 10,
    attendanceRate: 0.8,
  });
});
test('nothing recorded is no rate, not a rate of nothing', () => {
  expect(summarize(new Map()).attendanceRate).toBeNull();
});
