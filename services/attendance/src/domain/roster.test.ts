import { expect, test } from '@jest/globals';
import { attends } from './roster.ts';

const lesson = { startsAt: new Date('2026-03-02T10:00:00Z'), endsAt: new Date('2026-03-02T11:30:00Z') };
const stay = (enrolledAt: string, withdrawnAt?: string) => ({
  enrolledAt: new Date(enrolledAt),
  withdrawnAt: withdrawnAt ? new Date(withdrawnAt) : null,
  suspensions: [],
});
const suspended = (startsAt: string, endsAt?: string) => ({
  ...stay('2026-02-01T00:00:00Z'),
  suspensions: [{ startsAt: new Date(startsAt), endsAt: endsAt ? new Date(endsAt) : null }],
});

test('who joins during a lesson is on its roster, who joins at its end is not', () => {
  expect(attends(stay('2026-03-02T11:00:00Z'), lesson)).toBe(true);
  expect(attends(stay('2026-03-02T11:30:00Z'), lesson)).toBe(false);
});
test('who left before a lesson is not on its roster, and stays on those before', () => {
  expect(attends(stay('2026-02-01T00:00:00Z', '2026-03-02T10:00:00Z'), lesson)).toBe(false);
  expect(attends(stay('2026-02-01T00:00:00Z', '2026-03-02T10:01:00Z'), lesson)).toBe(true);
});
test('who is suspended is not on the roster, before and after he is', () => {
  expect(attends(suspended('2026-03-02T00:00:00Z', '2026-03-03T00:00:00Z'), lesson)).toBe(false);
  expect(attends(suspended('2026-03-02T00:00:00Z'), lesson)).toBe(false);
  expect(attends(suspended('2026-03-01T00:00:00Z', '2026-03-02T00:00:00Z'), lesson)).toBe(true);
  expect(attends(suspended('2026-03-03T00:00:00Z'), lesson)).toBe(true);
});
test('who is suspended or resumed while a lesson runs is on its roster, and who was never suspended after all', () => {
  expect(attends(suspended('2026-03-02T10:30:00Z'), lesson)).toBe(true);
  expect(attends(suspended('2026-03-01T00:00:00Z', '2026-03-02T11:00:00Z'), lesson)).toBe(true);
  expect(attends(suspended('2026-03-02T00:00:00Z', '2026-03-02T00:00:00Z'), lesson)).toBe(true);
});
