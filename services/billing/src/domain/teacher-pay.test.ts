import { describe, expect, test } from '@jest/globals';
import { checkFixedPay, lessonPayFen, payPeriod, showsTeaching, tieredPayFen } from './teacher-pay.ts';

const lesson = { heads: 8, consumedFen: 120_000 };

describe('what a teacher earns', () => {
  test('a fixed amount for each lesson', () => {
    expect(lessonPayFen({ kind: 'FIXED', amountFen: 12_000 }, lesson)).toBe(12_000);
  });

  test('a share of what the students consumed', () => {
    expect(lessonPayFen({ kind: 'PERCENT', percent: 35 }, lesson)).toBe(42_000);
  });

  test('¥150 up to 6 students and ¥20 for each above: 8 students make ¥190', () => {
    const rule = { kind: 'BASE_PLUS_HEADS', baseFen: 15_000, includedHeads: 6, perHeadFen: 2_000 } as const;
    expect(lessonPayFen(rule, lesson)).toBe(19_000);
    expect(lessonPayFen(rule, { ...lesson, heads: 5 })).toBe(15_000);
  });

  test('50 lessons, the first 40 at ¥100, then ¥120: ¥5,200 step by step, ¥6,000 if the step counts for all', () => {
    const tiers = [
      { upToLessons: 40, amountFen: 10_000 },
      { upToLessons: null, amountFen: 12_000 },
    ];
    expect(tieredPayFen({ kind: 'TIERED', tierMode: 'MARGINAL', tiers }, 50)).toBe(520_000);
    expect(tieredPayFen({ kind: 'TIERED', tierMode: 'WHOLE', tiers }, 50)).toBe(600_000);
    expect(tieredPayFen({ kind: 'TIERED', tierMode: 'WHOLE', tiers }, 40)).toBe(400_000);
  });

  test('waiting for a no-show is teaching, a class on leave is not', () => {
    expect(['PRESENT', 'NO_SHOW', 'TRIAL', 'LEAVE', 'SCHOOL_CANCELLED'].map(showsTeaching)).toEqual([
      true,
      true,
      true,
      false,
      false,
    ]);
  });

  test("a lesson late on the last evening belongs to the month of the branch's own calendar", () => {
    expect(payPeriod(new Date('2026-03-31T15:59:00Z'), 'Asia/Shanghai')).toBe('2026-03');
    expect(payPeriod(new Date('2026-03-31T16:00:00Z'), 'Asia/Shanghai')).toBe('2026-04');
  });

  test('pay below zero is refused', () => {
    expect(() => checkFixedPay(-1)).toThrow(expect.objectContaining({ code: 'INVALID_PAY_AMOUNT' }));
  });
});
