import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { SHIPPED_POLICIES } from './policy.ts';
import { moneyCardRefundFen, quoteRefund, type RefundFigures, timeCardRefundFen } from './refund.ts';

const policy = SHIPPED_POLICIES.REFUND.body;
const now = new Date('2026-06-01T00:00:00Z');
const figures = (more: Partial<RefundFigures>): RefundFigures => ({
  tuitionFen: 930_000,
  materialsFen: 0,
  paidHundredths: 8000,
  giftHundredths: 1600,
  listPriceFen: 15_000,
  paidFen: more.tuitionFen ?? 930_000,
  refundedFen: 0,
  consumed: { paidHundredths: 2000, giftHundredths: 0 },
  schoolAtFault: false,
  acceptedAt: new Date('2026-03-01T00:00:00Z'),
  ...more,
});
const amount = (...args: Parameters<typeof quoteRefund>) => quoteRefund(...args).amountFen;

describe('what a customer gets back', () => {
  test('¥9,300 for 80 lessons and 16 gifts, 20 taken: ¥6,975 without counting gifts, ¥7,362.50 with', () => {
    expect(amount(figures({}), policy, now)).toBe(697_500);
    expect(amount(figures({}), { ...policy, giftTreatment: 'POOLED' }, now)).toBe(736_250);
  });

  test('whoever never started gets everything back, materials too', () => {
    const none = { paidHundredths: 0, giftHundredths: 0 };
    expect(amount(figures({ consumed: none, materialsFen: 20_000, paidFen: 950_000 }), policy, now)).toBe(950_000);
  });

  test('50 lessons at ¥100, 10 used: ¥4,000 back, or ¥3,500 where used lessons are re-priced at ¥150', () => {
    const contract = figures({
      tuitionFen: 500_000,
      paidHundredths: 5000,
      giftHundredths: 0,
      consumed: { paidHundredths: 1000, giftHundredths: 0 },
    });
    const clawback = { ...policy, clawback: 'LIST_PRICE' as const };
    expect(amount(contract, policy, now)).toBe(400_000);
    expect(amount(contract, clawback, now)).toBe(350_000);
    expect(amount({ ...contract, schoolAtFault: true }, clawback, now)).toBe(400_000);
    expect(amount({ ...contract, acceptedAt: new Date('2026-05-25T00:00:00Z') }, clawback, now)).toBe(400_000);
  });

  test('materials that are kept are taken off', () => {
    expect(amount(figures({ materialsFen: 20_000, paidFen: 950_000 }), policy, now)).toBe(697_500);
    expect(amount(figures({ materialsFen: 20_000 }), policy, now)).toBe(677_500);
  });

  test('with instalments only what was paid can come back, less what was taken, never below zero', () => {
    expect(amount(figures({ paidFen: 465_000 }), policy, now)).toBe(232_500);
    const owing = quoteRefund(figures({ paidFen: 100_000 }), policy, now);
    expect(owing.amountFen).toBe(0);
    expect(owing.lines.at(-1)).toMatchObject({ code: 'NOT_BELOW_ZERO', amountFen: 132_500 });
  });

  test('every line is explained and the lines add up', () => {
    const quote = quoteRefund(figures({ materialsFen: 20_000, refundedFen: 10_000 }), policy, now);
    expect(quote.lines.map((line) => [line.code, line.amountFen])).toEqual([
      ['PAID', 930_000],
      ['CONSUMED', -232_500],
      ['MATERIALS', -20_000],
      ['REFUNDED_BEFORE', -10_000],
    ]);
    expect(quote.lines[1]?.text.en).toBe('20 lessons taken, tuition ¥9300.00 over 80 lessons: ¥2325.00');
    expect(quote.amountFen).toBe(667_500);
  });

  test('never below zero and never above what was paid and not refunded, whatever the figures', () => {
    const cents = fc.nat(100_000_000);
    fc.assert(
      fc.property(cents, cents, fc.nat(8000), fc.nat(1600), cents, (paidFen, refunded, paid, gift, materialsFen) => {
        const refundedFen = Math.min(refunded, paidFen);
        const consumed = { paidHundredths: paid, giftHundredths: gift };
        const quote = quoteRefund(figures({ paidFen, refundedFen, consumed, materialsFen }), policy, now);
        expect(quote.amountFen).toBeGreaterThanOrEqual(0);
        expect(quote.amountFen).toBeLessThanOrEqual(paidFen - refundedFen);
      }),
    );
  });

  test('the gift on a money card is shared when the school is at fault: ¥304.50 of ¥406', () => {
    expect(moneyCardRefundFen({ paidFen: 300_000, giftFen: 100_000, usedFen: 359_400 })).toBe(30_450);
  });

  test('a time card goes back by its remaining days', () => {
    expect(timeCardRefundFen({ paidFen: 36_500, remainingDays: 100, totalDays: 365 })).toBe(10_000);
  });
});
