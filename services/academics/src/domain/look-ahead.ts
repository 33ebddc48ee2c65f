import { invalid } from '@campusgraph/errors';

const DAY_MS = 86_400_000;
/** Two months: what is further away is planned, not repaired. */
export const MAX_REPAIR_DAYS = 62;

/** Throws REPAIR_SPAN_TOO_LONG when `argument` lies more than 62 days after `from`. */
export function checkRepairSpan(argument: string, { from, to }: { from: Date; to: Date }): void {
  if (to.getTime() - from.getTime() <= MAX_REPAIR_DAYS * DAY_MS) return;
  throw invalid(
    'REPAIR_SPAN_TOO_LONG',
    {
      en: `${argument} (${to.toISOString()}) is more than ${MAX_REPAIR_DAYS} days after ${from.toISOString()}. Ask for a shorter time.`,
      'zh-CN': `${argument}(${to.toISOString()})距 ${from.toISOString()} 超过 ${MAX_REPAIR_DAYS} 天,请缩短时间范围。`,
    },
    { argument, from: from.toISOString(), to: to.toISOString(), maxDays: MAX_REPAIR_DAYS },
  );
}
