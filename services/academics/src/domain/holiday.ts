import { invalid } from '@campusgraph/errors';
import { DateTime } from 'luxon';

/** Days on which there are no lessons, both ends included, `YYYY-MM-DD`. */
export interface HolidayDays {
  firstDay: string;
  lastDay: string;
}

const MAX_DAYS = 92;

/** Throws INVALID_HOLIDAY for one that ends before it begins or is longer than 92 days. */
export function checkHolidayDays({ firstDay, lastDay }: HolidayDays): HolidayDays {
  const days = DateTime.fromISO(lastDay).diff(DateTime.fromISO(firstDay), 'days').days + 1;
  if (days >= 1 && days <= MAX_DAYS) return { firstDay, lastDay };
  throw invalid(
    'INVALID_HOLIDAY',
    {
      en: `A holiday lasts 1 to ${MAX_DAYS} days; firstDay ${firstDay} to lastDay ${lastDay} is ${days}.`,
      'zh-CN': `假期须为 1 到 ${MAX_DAYS} 天;firstDay ${firstDay} 至 lastDay ${lastDay} 为 ${days} 天。`,
    },
    { firstDay, lastDay },
  );
}

/** Each day of the holidays, as `weeklyStarts` skips them. */
export const holidayDays = (holidays: readonly HolidayDays[]): string[] =>
  holidays.flatMap(({ firstDay, lastDay }) => {
    const first = DateTime.fromISO(firstDay, { zone: 'utc' });
    const count = DateTime.fromISO(lastDay, { zone: 'utc' }).diff(first, 'days').days + 1;
    return Array.from({ length: count }, (_, n) => first.plus({ days: n }).toISODate() ?? '');
  });
