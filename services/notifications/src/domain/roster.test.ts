import { expect, test } from '@jest/globals';
import { isConcerned } from './roster.ts';

const day = (n: number) => new Date(Date.UTC(2026, 2, n));
const stay = { enrolledAt: day(1), withdrawnAt: null, suspensions: [] };

test('a family is told of lessons while the child is in the class, not before and not after', () => {
  expect(isConcerned(stay, day(2))).toBe(true);
  expect(isConcerned({ ...stay, enrolledAt: day(3) }, day(2))).toBe(false);
  expect(isConcerned({ ...stay, withdrawnAt: day(2) }, day(2))).toBe(false);
  expect(isConcerned({ ...stay, withdrawnAt: day(3) }, day(2))).toBe(true);
});
test('a family is not told of lessons while the child is suspended', () => {
  const suspended = { ...stay, suspensions: [{ startsAt: day(2), endsAt: day(5) }] };
  expect([1, 2, 4, 5].map((n) => isConcerned(suspended, day(n)))).toEqual([true, false, false, true]);
  expect(isConcerned({ ...stay, suspensions: [{ startsAt: day(2), endsAt: null }] }, day(30))).toBe(false);
  expect(isConcerned({ ...stay, suspensions: [{ startsAt: day(2), endsAt: day(2) }] }, day(2))).toBe(true);
});
