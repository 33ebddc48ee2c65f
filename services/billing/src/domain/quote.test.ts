import { describe, expect, test } from '@jest/globals';
import { coverInstalments, type OfferedTerms, priceQuote } from './quote.ts';

const offer = {
  paidHundredths: 2000,
  giftHundredths: 200,
  unitPriceFen: 15_000,
  listPriceFen: 18_000,
  discountFen: 0,
  materialsFen: 0,
  instalments: [
    { dueOn: '2026-03-01', amountFen: 150_000 },
    { dueOn: '2026-04-01', amountFen: 150_000 },
  ],
} satisfies OfferedTerms;
const refusal = (more: Partial<OfferedTerms>) => () => priceQuote({ ...offer, ...more });

describe('a quote', () => {
  test('20 lessons at ¥150 and 2 gifts cost ¥3,000', () => {
    expect(priceQuote(offer)).toEqual({
      tuitionFen: 300_000,
      totalFen: 300_000,
      lines: [
        { code: 'TUITION', lessonHundredths: 2000, amountFen: 300_000 },
        { code: 'GIFT_LESSONS', lessonHundredths: 200, amountFen: 0 },
      ],
    });
  });

  test('a discount lowers the tuition, materials come on top', () => {
    const priced = priceQuote({
      ...offer,
      discountFen: 30_000,
      materialsFen: 12_000,
      instalments: [{ dueOn: '2026-03-01', amountFen: 282_000 }],
    });
    expect(priced).toMatchObject({ tuitionFen: 270_000, totalFen: 282_000 });
    expect(priced.lines.reduce((sum, line) => sum + line.amountFen, 0)).toBe(282_000);
  });

  test('instalments must make the total, each above zero and in order', () => {
    expect(refusal({ instalments: [{ dueOn: '2026-03-01', amountFen: 299_999 }] })).toThrow(
      expect.objectContaining({
        code: 'INSTALMENTS_DO_NOT_ADD_UP',
        details: { totalFen: 300_000, instalmentsFen: 299_999 },
      }),
    );
    expect(refusal({ instalments: [...offer.instalments].reverse() })).toThrow(/in order/);
  });

  test('nonsense is refused by name', () => {
    expect(refusal({ paidHundredths: 0 })).toThrow(expect.objectContaining({ code: 'INVALID_QUOTE' }));
    expect(refusal({ discountFen: 300_001 })).toThrow(expect.objectContaining({ code: 'DISCOUNT_TOO_LARGE' }));
  });

  test('money covers the earliest instalment first', () => {
    expect(coverInstalments(offer.instalments, 200_000).map((instalment) => instalment.paidFen)).toEqual([
      150_000, 50_000,
    ]);
  });
});
