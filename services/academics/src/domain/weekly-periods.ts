import { invalid } from '@campusgraph/errors';
import { DateTime } from 'luxon';
import type { LessonTime } from './lesson-time.ts';

/** From `startTime` up to, not including, `endTime` of every such weekday, on the branch's clock. */
export interface WeeklyPeriod {
  /** ISO: 1 is Monday, 7 is Sunday. */
  weekday: number;
  /** `HH:mm`. */
  startTime: string;
  /** `HH:mm`, `24:00` at most. */
  endTime: string;
}

/** More than anybody's week has; a bound on one row. */
const MAX_PERIODS = 70;
const START = /^(?:[01]\d|2[0-3]):[0-5]\d$/;
const END = /^(?:(?:[01]\d|2[0-3]):[0-5]\d|24:00)$/;

/**
 * In order and apart, those that touch made one, so that a lesson over the seam fits. Throws INVALID_WEEKLY_PERIOD naming
 * the period, or TOO_MANY_PERIODS; `field` is the argument's name.
 */
export function checkPeriods(field: string, periods: readonly WeeklyPeriod[]): WeeklyPeriod[] {
  if (periods.length > MAX_PERIODS) {
    throw invalid(
      'TOO_MANY_PERIODS',
      {
        en: `${field} may have at most ${MAX_PERIODS} periods, not ${periods.length}.`,
        'zh-CN': `${field} 最多 ${MAX_PERIODS} 个时间段,收到 ${periods.length} 个。`,
      },
      { field, count: periods.length },
    );
  }
  const inOrder = periods
    .map(({ weekday, startTime, endTime }) => ({ weekday, startTime, endTime }))
    .toSorted((a, b) => a.weekday - b.weekday || a.startTime.localeCompare(b.startTime));
  const joined: WeeklyPeriod[] = [];
  for (const period of inOrder) {
    const former = joined.at(-1);
    const sameDay = former?.weekday === period.weekday ? former : undefined;
    // Text of the form HH:mm sorts as time does.
    if (!isPeriod(period) || (sameDay && sameDay.endTime > period.startTime)) throw wrongPeriod(field, period);
    if (sameDay?.endTime === period.startTime) sameDay.endTime = period.endTime;
    else joined.push(period);
  }
  return joined;
}

const isPeriod = ({ weekday, startTime, endTime }: WeeklyPeriod): boolean =>
  Number.isInteger(weekday) &&
  weekday >= 1 &&
  weekday <= 7 &&
  START.test(startTime) &&
  END.test(endTime) &&
  startTime < endTime;

/** Does one of the periods hold the whole lesson? One that goes on past midnight is in none. */
export function holds(periods: readonly WeeklyPeriod[], { startsAt, endsAt }: LessonTime, timeZone: string): boolean {
  const start = DateTime.fromJSDate(startsAt, { zone: timeZone });
  const end = DateTime.fromJSDate(endsAt, { zone: timeZone });
  const isMidnight = end.hour === 0 && end.minute === 0 && end.toISODate() === start.plus({ days: 1 }).toISODate();
  if (!isMidnight && !end.hasSame(start, 'day')) return false;
  const from = start.toFormat('HH:mm');
  const to = isMidnight ? '24:00' : end.toFormat('HH:mm');
  return periods.some(
    ({ weekday, startTime, endTime }) => weekday === start.weekday && startTime <= from && to <= endTime,
  );
}

/** For a message: the periods of a weekday, `09:00–12:00, 13:30–20:30`, or null when there are none. */
export function printPeriods(periods: readonly WeeklyPeriod[], weekday: number): string | null {
  const there = periods.filter((one) => one.weekday === weekday);
  return there.length === 0 ? null : there.map(({ startTime, endTime }) => `${startTime}–${endTime}`).join(', ');
}

const wrongPeriod = (field: string, { weekday, startTime, endTime }: WeeklyPeriod) =>
  invalid(
    'INVALID_WEEKLY_PERIOD',
    {
      en: `${field}: weekday ${weekday}, startTime ${startTime}, endTime ${endTime} is no period of a week, or overlaps another. Use weekday 1 (Monday) to 7 and HH:mm, the earlier time first.`,
      'zh-CN': `${field}:weekday ${weekday}、startTime ${startTime}、endTime ${endTime} 无效或与其他时间段重叠,请使用 1(周一)至 7 与 HH:mm,且开始早于结束。`,
    },
    { field, weekday, startTime, endTime },
  );
