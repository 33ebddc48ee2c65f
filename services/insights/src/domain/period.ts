import { invalid } from '@campusgraph/errors';

/** Days of a branch's own zone, YYYY-MM-DD, both included; null: without limit. */
export interface Period {
  from: string | null;
  to: string | null;
}

/** Throws INVALID_PERIOD where it ends before it begins. */
export function period(from: string | null | undefined, to: string | null | undefined): Period {
  if (from && to && to < from) {
    throw invalid(
      'INVALID_PERIOD',
      {
        en: `The period ends on ${to}, before it begins on ${from}. Exchange the two days.`,
        'zh-CN': `时间段的结束日 ${to} 早于开始日 ${from},请对调。`,
      },
      { from, to },
    );
  }
  return { from: from ?? null, to: to ?? null };
}
