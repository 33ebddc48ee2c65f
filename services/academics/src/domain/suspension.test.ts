import { expect, test } from '@jest/globals';
import { planResumption, planSuspension, suspensionOverlaps, suspensionStatus } from './suspension.ts';

/** Monday, 2026-03-02, 17:00 in Shanghai. */
const clock = { timeZone: 'Asia/Shanghai', now: new Date('2026-03-02T09:00:00Z') };
const plan = (from: string, until: string | null = null, keepsSeat = true) =>
  planSuspension({ from, until, keepsSeat }, clock);
const times = ({ startsAt, endsAt }: { startsAt: Date; endsAt: Date | null }) => [
  startsAt.toISOString(),
  endsAt?.toISOString() ?? null,
];

test('a suspension takes whole days on the branch’s clock, the last one included', () => {
  expect(times(plan('2026-03-09', '2026-03-15'))).toEqual(['2026-03-08T16:00:00.000Z', '2026-03-15T16:00:00.000Z']);
  expect(times(plan('2026-03-09', '2026-03-09'))).toEqual(['2026-03-08T16:00:00.000Z', '2026-03-09T16:00:00.000Z']);
});
test('one that begins today begins now: the lesson of this morning stays as it was', () => {
  expect(times(plan('2026-03-02'))).toEqual(['2026-03-02T09:00:00.000Z', null]);
});
test('a day on which the clocks change is a whole day too', () => {
  const berlin = { timeZone: 'Europe/Berlin', now: clock.now };
  const span = planSuspension({ from: '2026-03-29', until: '2026-03-29', keepsSeat: true }, berlin);
  expect(times(span)).toEqual(['2026-03-28T23:00:00.000Z', '2026-03-29T22:00:00.000Z']);
});
test('it does not begin in the past, end before it begins or lie years ahead', () => {
  expect(() => plan('2026-03-01')).toThrow('begins today (2026-03-02) or later');
  expect(() => plan('2026-03-09', '2026-03-08')).toThrow('from 2026-03-09 until 2026-03-08');
  expect(() => plan('2029-01-01')).toThrow('within 730 days');
  expect(() => plan('2026-03-09', '9999-12-31')).toThrow('within 730 days');
});
test('a seat is given up at once and for an open end only', () => {
  expect(() => plan('2026-03-02', null, false)).not.toThrow();
  expect(() => plan('2026-03-03', null, false)).toThrow('keepsSeat false');
  expect(() => plan('2026-03-02', '2026-03-09', false)).toThrow('Leave until out');
});
test('it is planned, runs and ends, unless it is cancelled before', () => {
  const span = { ...plan('2026-03-09', '2026-03-15'), cancelledAt: null };
  const status = (at: string, cancelledAt: Date | null = null) =>
    suspensionStatus({ ...span, cancelledAt }, new Date(at));
  expect(status('2026-03-08T15:59:00Z')).toBe('PLANNED');
  expect(status('2026-03-08T16:00:00Z')).toBe('RUNNING');
  expect(status('2026-03-15T16:00:00Z')).toBe('ENDED');
  expect(status('2026-03-08T15:59:00Z', clock.now)).toBe('CANCELLED');
});
test('who is resumed comes now or from a later day on, before it would have ended by itself', () => {
  const open = plan('2026-03-02');
  expect(planResumption(open, null, clock)).toEqual(clock.now);
  expect(planResumption(open, '2026-03-02', clock)).toEqual(clock.now);
  expect(planResumption(open, '2026-03-09', clock).toISOString()).toBe('2026-03-08T16:00:00.000Z');
  expect(() => planResumption(open, '2026-03-01', clock)).toThrow('must be today or later');
  expect(() => planResumption(plan('2026-03-02', '2026-03-08'), '2026-03-09', clock)).toThrow(
    '2026-03-08T16:00:00.000Z',
  );
});
test('an overlap names the days of the other one', () => {
  const other = { id: 's', ...plan('2026-03-09', '2026-03-15') };
  expect(suspensionOverlaps(other, clock.timeZone).message).toContain('from 2026-03-09 until 2026-03-15 already');
  expect(suspensionOverlaps({ ...other, endsAt: null }, clock.timeZone).messages['zh-CN']).toContain(
    '2026-03-09 至 复课',
  );
});
