import { describe, expect, test } from '@jest/globals';
import type { BusinessCalendar } from './business-calendar.ts';
import {
  breached,
  dueAt,
  elapsedMs,
  pauseAt,
  remainingMinutes,
  resumeAt,
  type TicketClockInput,
  toMinutes,
} from './ticket-clock.ts';

const calendar: BusinessCalendar = {
  timeZone: 'Asia/Shanghai',
  weekly: [1, 2, 3, 4, 5].map((weekday) => ({
    weekday,
    intervals: [
      { opens: '09:00', closes: '12:00' },
      { opens: '13:30', closes: '18:00' },
    ],
  })),
  specialDays: [],
};
const at = (text: string) => new Date(`2026-03-${text}:00+08:00`);
const clock = (change: Partial<TicketClockInput> = {}): TicketClockInput => ({
  kind: 'FIRST_RESPONSE',
  startedAt: at('02T11:30'),
  targetMinutes: 240,
  pauses: [],
  satisfiedAt: null,
  ...change,
});

describe('a clock of a ticket', () => {
  test('created 11:30 with 4 h to answer is due at 17:00', () => {
    expect(dueAt(calendar, clock())).toEqual(at('02T17:00'));
  });

  test('stands still while the customer is awaited, and its due time moves on by that', () => {
    const pauses = resumeAt(pauseAt([], at('02T14:00')), at('02T16:00'));
    expect(dueAt(calendar, clock({ pauses }))).toEqual(at('03T10:00'));
  });

  test('has no due time while it is paused with time left', () => {
    const paused = clock({ pauses: pauseAt([], at('02T14:00')) });
    expect(dueAt(calendar, paused)).toBeNull();
    expect(remainingMinutes(calendar, paused, at('04T17:00'))).toBe(180);
  });

  test('that was overdue before the pause stays overdue', () => {
    expect(dueAt(calendar, clock({ pauses: pauseAt([], at('03T09:00')) }))).toEqual(at('02T17:00'));
  });

  test('a pause over the night costs nothing', () => {
    const pauses = resumeAt(pauseAt([], at('02T18:00')), at('03T09:00'));
    expect(dueAt(calendar, clock({ targetMinutes: 360, pauses }))).toEqual(
      dueAt(calendar, clock({ targetMinutes: 360 })),
    );
  });

  test('says how many business minutes are left, and how many too many have passed', () => {
    expect(remainingMinutes(calendar, clock(), at('02T16:00'))).toBe(60);
    expect(remainingMinutes(calendar, clock(), at('02T17:30'))).toBe(-30);
  });

  test('met exactly when due is met in time, a minute later is a breach', () => {
    const due = at('02T17:00');
    expect(breached({ satisfiedAt: due, dueAt: due }, at('09T09:00'))).toBe(false);
    expect(breached({ satisfiedAt: at('02T17:01'), dueAt: due }, at('02T17:01'))).toBe(true);
    expect(breached({ satisfiedAt: null, dueAt: due }, at('02T17:01'))).toBe(true);
  });

  test('stops counting when it is satisfied', () => {
    const answered = clock({ satisfiedAt: at('02T14:00') });
    expect(toMinutes(elapsedMs(calendar, answered, at('20T14:00')))).toBe(60);
  });

  test('follows a new target from the same start', () => {
    expect(dueAt(calendar, clock({ targetMinutes: 60 }))).toEqual(at('02T14:00'));
  });
});
