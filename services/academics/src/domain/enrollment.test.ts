import { expect, test } from '@jest/globals';
import { attends, statusAfter } from './enrollment.ts';

const lesson = { startsAt: new Date('2026-03-02T10:00:00Z'), endsAt: new Date('2026-03-02T11:30:00Z') };
const stay = (enrolledAt: string, withdrawnAt?: string) => ({
  enrolledAt: new Date(enrolledAt),
  withdrawnAt: withdrawnAt ? new Date(withdrawnAt) : null,
  suspensions: [] as { startsAt: Date; endsAt: Date | null }[],
});

test('who joins during a lesson is on its roster, who joins at its end is not', () => {
  expect(attends(stay('2026-03-02T11:00:00Z'), lesson)).toBe(true);
  expect(attends(stay('2026-03-02T11:30:00Z'), lesson)).toBe(false);
});
test('who left before a lesson is not on its roster, and stays on those before', () => {
  expect(attends(stay('2026-02-01T00:00:00Z', '2026-03-02T10:00:00Z'), lesson)).toBe(false);
  expect(attends(stay('2026-02-01T00:00:00Z', '2026-03-02T12:00:00Z'), lesson)).toBe(true);
});
test('who is suspended is not expected, before and after he is', () => {
  const suspended = (startsAt: string, endsAt?: string) => ({
    ...stay('2026-02-01T00:00:00Z'),
    suspensions: [{ startsAt: new Date(startsAt), endsAt: endsAt ? new Date(endsAt) : null }],
  });
  expect(attends(suspended('2026-03-02T00:00:00Z', '2026-03-03T00:00:00Z'), lesson)).toBe(false);
  expect(attends(suspended('2026-03-02T00:00:00Z'), lesson)).toBe(false);
  expect(attends(suspended('2026-03-01T00:00:00Z', '2026-03-02T00:00:00Z'), lesson)).toBe(true);
  expect(attends(suspended('2026-03-03T00:00:00Z'), lesson)).toBe(true);
});
test('who is suspended while a lesson runs, or resumed while it does, is on its roster', () => {
  const span = (startsAt: string, endsAt: string) => ({
    ...stay('2026-02-01T00:00:00Z'),
    suspensions: [{ startsAt: new Date(startsAt), endsAt: new Date(endsAt) }],
  });
  expect(attends(span('2026-03-02T10:30:00Z', '2026-03-09T00:00:00Z'), lesson)).toBe(true);
  expect(attends(span('2026-03-01T00:00:00Z', '2026-03-02T11:00:00Z'), lesson)).toBe(true);
  expect(attends(span('2026-03-02T10:00:00Z', '2026-03-02T11:30:00Z'), lesson)).toBe(false);
});
test('a student is former after leaving the last class, not after leaving one of two', () => {
  expect(statusAfter('REGISTERED', 1)).toBe('STUDYING');
  expect(statusAfter('STUDYING', 1)).toBe('STUDYING');
  expect(statusAfter('STUDYING', 0)).toBe('FORMER');
});
