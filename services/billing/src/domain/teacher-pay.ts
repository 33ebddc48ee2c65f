import { invalid } from '@campusgraph/errors';
import { portion } from './rounding.ts';

/** How a teacher is paid for lessons (rules.md, "Teacher pay"). Every amount in fen. */
export type PayRule =
  | { kind: 'FIXED'; amountFen: number }
  /** `percent` of the value that the students consumed, in whole percents. */
  | { kind: 'PERCENT'; percent: number }
  | { kind: 'BASE_PLUS_HEADS'; baseFen: number; includedHeads: number; perHeadFen: number }
  /** Steps by lessons taught in the period. MARGINAL: each lesson at its own step. WHOLE: all at the step reached. */
  | { kind: 'TIERED'; tierMode: 'MARGINAL' | 'WHOLE'; tiers: readonly PayTier[] };

export interface PayTier {
  /** The step reaches up to and including this many lessons; null: without end. The steps ascend. */
  upToLessons: number | null;
  amountFen: number;
}

export interface LessonTaught {
  heads: number;
  consumedFen: number;
}

/** What one lesson earns its teacher. TIERED is reckoned over a period: see `tieredPayFen`. */
export function lessonPayFen(rule: Exclude<PayRule, { kind: 'TIERED' }>, { heads, consumedFen }: LessonTaught): number {
  switch (rule.kind) {
    case 'FIXED':
      return rule.amountFen;
    case 'PERCENT':
      return portion(consumedFen, rule.percent, 100);
    case 'BASE_PLUS_HEADS':
      return rule.baseFen + Math.max(0, heads - rule.includedHeads) * rule.perHeadFen;
  }
}

/** What `lessons` of a period earn by steps. */
export function tieredPayFen({ tierMode, tiers }: Extract<PayRule, { kind: 'TIERED' }>, lessons: number): number {
  let below = 0;
  let total = 0;
  for (const { upToLessons, amountFen } of tiers) {
    const end = upToLessons ?? Number.POSITIVE_INFINITY;
    if (lessons <= below) break;
    total = tierMode === 'WHOLE' ? lessons * amountFen : total + (Math.min(lessons, end) - below) * amountFen;
    below = end;
  }
  return total;
}

/**
 * Was this lesson taught, as far as one student's attendance says? A teacher who waited for a no-show was there; leave and
 * a cancelled lesson say nothing.
 */
export const showsTeaching = (status: string): boolean => status !== 'LEAVE' && status !== 'SCHOOL_CANCELLED';

/** Making one takes as long as deciding a lesson's pay. */
const calendars = new Map<string, Intl.DateTimeFormat>();

/** The day of a lesson in the branch's zone, `YYYY-MM-DD`. */
export function lessonDay(lessonStartsAt: Date, timeZone: string): string {
  const calendar = calendars.get(timeZone) ?? new Intl.DateTimeFormat('en-CA', { timeZone });
  calendars.set(timeZone, calendar);
  return calendar.format(lessonStartsAt);
}

/** The pay period of a lesson, `YYYY-MM`: the month in the branch's zone. */
export const payPeriod = (lessonStartsAt: Date, timeZone: string): string =>
  lessonDay(lessonStartsAt, timeZone).slice(0, 7);

/** Throws INVALID_PAY_AMOUNT for a fixed pay below zero or above ¥100,000 a lesson, which is a typing error. */
export function checkFixedPay(amountFen: number): void {
  if (amountFen >= 0 && amountFen <= 10_000_000) return;
  throw invalid(
    'INVALID_PAY_AMOUNT',
    {
      en: `A lesson's pay must be from 0 to 10000000 fen, not ${amountFen}.`,
      'zh-CN': `课酬须在 0 到 10000000 分之间,收到 ${amountFen}。`,
    },
    { amountFen },
  );
}
