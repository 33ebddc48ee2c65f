import { invalid } from '@campusgraph/errors';
import type { LessonTime } from './lesson-time.ts';

const DAY_MS = 86_400_000;
/** Longer than any leave or building work that is not a leaving or a moving out. */
const MAX_DAYS = 400;
const MAX_DAYS_AWAY = 730;

/** From `from` up to, not including, `to`. Throws INVALID_OUTAGE for one that ends before it begins, is over, or is years away. */
export function checkOutage({ from, to }: { from: Date; to: Date }, now: Date): LessonTime {
  const days = (to.getTime() - from.getTime()) / DAY_MS;
  const isFar = Math.abs(from.getTime() - now.getTime()) > MAX_DAYS_AWAY * DAY_MS;
  if (days > 0 && days <= MAX_DAYS && to > now && !isFar) return { startsAt: from, endsAt: to };
  throw invalid(
    'INVALID_OUTAGE',
    {
      en: `from ${from.toISOString()} to ${to.toISOString()} must end later than it begins and later than now, last at most ${MAX_DAYS} days and begin within ${MAX_DAYS_AWAY} days.`,
      'zh-CN': `from ${from.toISOString()} 至 to ${to.toISOString()} 须结束晚于开始且晚于当前时间,最长 ${MAX_DAYS} 天,并在 ${MAX_DAYS_AWAY} 天以内开始。`,
    },
    { from: from.toISOString(), to: to.toISOString() },
  );
}
