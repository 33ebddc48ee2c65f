import { describe, expect, test } from '@jest/globals';
import { outside } from './shut-spans.ts';
import { SlotClock } from './slot-clock.ts';

const beijing = new SlotClock({ firstDay: '2026-03-02', days: 7, slotMinutes: 5, timeZone: 'Asia/Shanghai' });
// Clocks go forward at 02:00 on the last day of this week, which has 23 hours.
const london = new SlotClock({ firstDay: '2026-03-23', days: 7, slotMinutes: 5, timeZone: 'Europe/London' });
const at = (day: number, hour: number, minute = 0) => day * 288 + hour * 12 + minute / 5;

describe('the clock of a branch', () => {
  test('counts a lesson by the wall, and finds the instant again', () => {
    const lesson = { startsAt: new Date('2026-03-03T10:00:00Z'), endsAt: new Date('2026-03-03T11:30:00Z') };
    expect(beijing.spanOf(lesson)).toEqual({ from: at(1, 18), to: at(1, 19, 30) });
    expect(beijing.instantOf(at(1, 18))).toEqual(lesson.startsAt);
  });

  test('gives a lesson that begins between two slots both of them', () => {
    const lesson = { startsAt: new Date('2026-03-03T10:02:00Z'), endsAt: new Date('2026-03-03T10:58:00Z') };
    expect(beijing.spanOf(lesson)).toEqual({ from: at(1, 18), to: at(1, 19) });
    expect(beijing.slotFrom(lesson.startsAt)).toBe(at(1, 18, 5));
  });

  test('keeps 18:00 at 18:00 on the day on which clocks change', () => {
    const lesson = { startsAt: new Date('2026-03-29T17:00:00Z'), endsAt: new Date('2026-03-29T18:00:00Z') };
    expect(london.spanOf(lesson)).toEqual({ from: at(6, 18), to: at(6, 19) });
    expect(london.instantOf(at(6, 18))).toEqual(lesson.startsAt);
    expect(london.endsAt).toEqual(new Date('2026-03-29T23:00:00Z'));
  });

  test('ends where its days end', () => {
    const term = { startsAt: new Date('2026-01-01T00:00:00Z'), endsAt: new Date('2026-06-01T00:00:00Z') };
    expect(beijing.spanOf(term)).toEqual({ from: 0, to: 7 * 288 });
    expect(beijing.daysFrom('2026-03-01', '2026-03-03')).toEqual({ from: 0, to: 2 * 288 });
    expect(beijing.daysFrom('2026-03-10', '2026-03-12')).toEqual({ from: 7 * 288, to: 7 * 288 });
  });
});

describe('outside of opening hours', () => {
  const monday = [
    { weekday: 1, startTime: '09:00', endTime: '12:00' },
    { weekday: 1, startTime: '13:30', endTime: '20:30' },
  ];

  test('are the night, the noon, and the days without any', () => {
    const closed = outside(monday, beijing);
    expect(closed.slice(0, 4)).toEqual([
      { from: 0, to: at(0, 9) },
      { from: at(0, 12), to: at(0, 13, 30) },
      { from: at(0, 20, 30), to: at(1, 0) },
      { from: at(1, 0), to: at(2, 0) },
    ]);
    expect(closed).toHaveLength(9);
  });

  test('is nothing where nothing was said', () => {
    expect(outside(null, beijing)).toEqual([]);
  });
});
