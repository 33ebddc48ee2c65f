import { invalid } from '@campusgraph/errors';
import { DateTime } from 'luxon';

/** Open from `opens` until just before `closes`, both `HH:MM` on the branch's wall clock; `closes` may be `24:00`. */
export interface OpeningInterval {
  opens: string;
  closes: string;
}

/** What one weekday looks like; a weekday that is not listed is closed. 1 = Monday … 7 = Sunday (ISO 8601). */
export interface WeekdayHours {
  weekday: number;
  intervals: OpeningInterval[];
}

/** A day that is not like its weekday: a holiday (no intervals) or a working weekend (调休). */
export interface SpecialDay {
  /** `YYYY-MM-DD` in the branch's zone. */
  date: string;
  /** Why, for people: `国庆节`, `调休`. */
  name: string;
  intervals: OpeningInterval[];
}

/** When a branch answers its customers. Targets run in this time only (rules.md, Service targets). */
export interface BusinessHours {
  weekly: WeekdayHours[];
  specialDays: SpecialDay[];
}

export interface BusinessCalendar extends BusinessHours {
  /** IANA zone of the branch. */
  timeZone: string;
}

/** What a branch has until it says otherwise: schools teach at weekends, so all seven days, with a lunch break. */
export const SHIPPED_HOURS: BusinessHours = {
  weekly: [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({
    weekday,
    intervals: [
      { opens: '09:00', closes: '12:00' },
      { opens: '13:30', closes: '18:00' },
    ],
  })),
  specialDays: [],
};

interface Span {
  from: number;
  to: number;
}

/** Two years without an open minute: no school's calendar looks like that, and the search must end. */
const MOST_DAYS_CLOSED = 731;

/** The instant at which `milliseconds` of business time have passed since `start`. Throws CALENDAR_NEVER_OPEN. */
export function addBusinessTime(calendar: BusinessCalendar, start: Date, milliseconds: number): Date {
  let left = milliseconds;
  if (left <= 0) return start;
  for (const { from, to } of openSpans(calendar, start)) {
    if (left <= to - from) return new Date(from + left);
    left -= to - from;
  }
  throw neverOpen();
}

/** Milliseconds of business time from `from` to `to`; 0 where `to` is not later. */
export function businessTimeBetween(calendar: BusinessCalendar, from: Date, to: Date): number {
  let sum = 0;
  if (to <= from) return sum;
  for (const span of openSpans(calendar, from, to)) {
    if (span.from >= to.getTime()) break;
    sum += Math.min(span.to, to.getTime()) - span.from;
  }
  return sum;
}

/** Open time from `start` on, in order, until the day after `end`; without an end, until nothing opens any more. */
function* openSpans(calendar: BusinessCalendar, start: Date, end?: Date): Generator<Span> {
  const hours = hoursByDay(calendar);
  let day = DateTime.fromJSDate(start, { zone: calendar.timeZone }).startOf('day');
  for (let closed = 0; closed < MOST_DAYS_CLOSED && !(end && day.toMillis() > end.getTime()); closed += 1) {
    for (const interval of hours(day)) {
      const from = Math.max(at(day, interval.opens), start.getTime());
      const to = at(day, interval.closes);
      if (to <= from) continue;
      closed = 0;
      yield { from, to };
    }
    day = day.plus({ days: 1 });
  }
}

function hoursByDay({ weekly, specialDays }: BusinessHours): (day: DateTime) => readonly OpeningInterval[] {
  const special = new Map(specialDays.map(({ date, intervals }) => [date, intervals]));
  const usual = new Map(weekly.map(({ weekday, intervals }) => [weekday, intervals]));
  return (day) => special.get(day.toISODate() ?? '') ?? usual.get(day.weekday) ?? [];
}

/** By the wall clock, not by adding hours to midnight: days of 23 or 25 hours exist. */
const at = (day: DateTime, time: string): number => {
  const [hour, minute] = time.split(':').map(Number);
  return hour === 24 ? day.plus({ days: 1 }).toMillis() : day.set({ hour: hour ?? 0, minute: minute ?? 0 }).toMillis();
};

const neverOpen = () =>
  invalid('CALENDAR_NEVER_OPEN', {
    en: 'The business calendar has no open hours, so no target can ever be due. Give at least one weekday hours.',
    'zh-CN': '营业日历没有任何营业时间,无法计算时限,请至少为一个工作日设置时间段。',
  });
