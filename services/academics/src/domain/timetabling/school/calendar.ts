import { DateTime } from 'luxon';
import type { Outage, Period } from './model.ts';

export interface SchoolDay {
  /** `YYYY-MM-DD`. */
  date: string;
  weekday: number;
}

/** Minutes of a day: from `from` up to, not including, `to`. */
export interface DaySpan {
  date: string;
  weekday: number;
  from: number;
  to: number;
}

const DAY_MINUTES = 24 * 60;

/** `18:30` → 1110. */
export const minuteOf = (clock: string): number => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3));

/** 1110 → `18:30`. */
export const clockOf = (minute: number): string =>
  `${Math.floor(minute / 60)}`.padStart(2, '0').concat(':', `${minute % 60}`.padStart(2, '0'));

export function daysOf({ from, to }: Period): SchoolDay[] {
  const days: SchoolDay[] = [];
  const last = DateTime.fromISO(to, { zone: 'utc' });
  for (let day = DateTime.fromISO(from, { zone: 'utc' }); day <= last; day = day.plus({ days: 1 }))
    days.push({ date: day.toISODate() ?? '', weekday: day.weekday });
  return days;
}

/** What the outages take of each of the days, on the clock of the zone. */
export function spansOf(outages: readonly Outage[], days: readonly SchoolDay[], zone: string): DaySpan[] {
  return outages.flatMap(({ from, to }) => {
    const [begins, ends] = [from, to].map((instant) =>
      DateTime.fromJSDate(instant, { zone }).toFormat('yyyy-MM-dd HH:mm'),
    );
    const [firstDay = '', begin = ''] = begins?.split(' ') ?? [];
    const [lastDay = '', end = ''] = ends?.split(' ') ?? [];
    return days
      .filter(({ date }) => firstDay <= date && date <= lastDay)
      .map((day) => ({
        ...day,
        from: day.date === firstDay ? minuteOf(begin) : 0,
        to: day.date === lastDay ? minuteOf(end) : DAY_MINUTES,
      }));
  });
}

/** Whole days on which a branch is closed. */
export const closedDays = (
  closingDays: readonly { firstDay: string; lastDay: string }[],
  days: readonly SchoolDay[],
): DaySpan[] =>
  days
    .filter(({ date }) => closingDays.some(({ firstDay, lastDay }) => firstDay <= date && date <= lastDay))
    .map((day) => ({ ...day, from: 0, to: DAY_MINUTES }));
