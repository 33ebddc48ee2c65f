import { invalid } from '@campusgraph/errors';
import { DateTime } from 'luxon';
import type { BusinessHours, OpeningInterval } from './business-calendar.ts';

const TIME = /^(?:[01]\d|2[0-3]):[0-5]\d$|^24:00$/;

/**
 * Hours as they may be stored: weekdays 1–7 once each, dates once each, intervals in order and apart. Throws
 * INVALID_WEEKDAY, INVALID_SPECIAL_DAY, INVALID_OPENING_INTERVAL or CALENDAR_NEVER_OPEN, each naming the value.
 */
export function checkHours({ weekly, specialDays }: BusinessHours): BusinessHours {
  const weekdays = new Set<number>();
  for (const { weekday } of weekly) {
    if (!Number.isInteger(weekday) || weekday < 1 || weekday > 7 || weekdays.has(weekday)) throw wrongWeekday(weekday);
    weekdays.add(weekday);
  }
  const dates = new Set<string>();
  for (const { date, name } of specialDays) {
    if (name.trim() === '') throw namelessDay(date);
    if (!DateTime.fromISO(date, { zone: 'utc' }).isValid || dates.has(date)) throw wrongDay(date);
    dates.add(date);
  }
  if (!weekly.some(({ intervals }) => intervals.length > 0)) {
    throw invalid('CALENDAR_NEVER_OPEN', {
      en: 'No weekday has hours. Give at least one weekday an interval.',
      'zh-CN': '没有任何工作日设置了营业时间,请至少设置一个时间段。',
    });
  }
  return {
    weekly: weekly
      .map((day) => ({ ...day, intervals: checkIntervals(day.intervals) }))
      .toSorted((a, b) => a.weekday - b.weekday),
    specialDays: specialDays
      .map((day) => ({ ...day, intervals: checkIntervals(day.intervals) }))
      .toSorted((a, b) => a.date.localeCompare(b.date)),
  };
}

function checkIntervals(intervals: readonly OpeningInterval[]): OpeningInterval[] {
  const sorted = intervals
    .map(({ opens, closes }) => ({ opens, closes }))
    .toSorted((a, b) => a.opens.localeCompare(b.opens));
  sorted.forEach(({ opens, closes }, position) => {
    const former = sorted[position - 1];
    // Text of the form HH:MM sorts as time does.
    const wrong = !TIME.test(opens) || !TIME.test(closes) || opens >= closes || (former && former.closes > opens);
    if (wrong) throw wrongInterval(opens, closes);
  });
  return sorted;
}

const wrongWeekday = (weekday: number) =>
  invalid(
    'INVALID_WEEKDAY',
    {
      en: `Weekday ${weekday} is not from 1 (Monday) to 7 (Sunday), or stands there twice.`,
      'zh-CN': `星期 ${weekday} 不在 1(周一)到 7(周日)之间,或重复出现。`,
    },
    { weekday },
  );

const wrongDay = (date: string) =>
  invalid(
    'INVALID_SPECIAL_DAY',
    {
      en: `${date} is not a day of the calendar, or stands there twice. Give each day once, as YYYY-MM-DD.`,
      'zh-CN': `${date} 不是有效日期或重复出现,请按 YYYY-MM-DD 每天填写一次。`,
    },
    { date },
  );

const namelessDay = (date: string) =>
  invalid(
    'INVALID_SPECIAL_DAY',
    {
      en: `The special day ${date} has no name. Say what it is, such as "Spring Festival".`,
      'zh-CN': `特殊日期 ${date} 没有名称(name),请填写,例如“春节”。`,
    },
    { date, argument: 'name' },
  );

const wrongInterval = (opens: string, closes: string) =>
  invalid(
    'INVALID_OPENING_INTERVAL',
    {
      en: `${opens}–${closes} is not an interval of the day, or overlaps another. Use HH:MM, the earlier time first.`,
      'zh-CN': `时间段 ${opens}–${closes} 无效或与其他时间段重叠,请使用 HH:MM 且开始早于结束。`,
    },
    { opens, closes },
  );
