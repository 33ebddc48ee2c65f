import { describe, expect, test } from '@jest/globals';
import { earnedFen } from './revenue.ts';

const terms = { tuitionFen: 300_000, materialsFen: 0, paidHundredths: 12_000, giftHundredths: 3_000 };

describe('revenue', () => {
  test('¥3,000 for 120 lessons, 10 taken: ¥250 is earned, the rest is still owed in lessons', () => {
    expect(earnedFen(terms, { paidHundredths: 1000, giftHundredths: 0 }, { giftLessons: 'ZERO' })).toBe(25_000);
  });

  test('a gift lesson earns nothing, or its share where the organization chose so', () => {
    const consumed = { paidHundredths: 1000, giftHundredths: 500 };
    expect(earnedFen(terms, consumed, { giftLessons: 'ZERO' })).toBe(25_000);
    expect(earnedFen(terms, consumed, { giftLessons: 'ALLOCATED' })).toBe(30_000);
  });

  test('the last lesson takes the remainder, so that the contract is earned to the fen', () => {
    const odd = { tuitionFen: 10_000, materialsFen: 0, paidHundredths: 300, giftHundredths: 0 };
    const at = (paidHundredths: number) =>
      earnedFen(odd, { paidHundredths, giftHundredths: 0 }, { giftLessons: 'ZERO' });
    expect([at(100), at(200) - at(100), at(300) - at(200)]).toEqual([3333, 3334, 3333]);
  });

  test('materials are earned when the first lesson is taken', () => {
    const withBook = { ...terms, materialsFen: 12_000 };
    expect(earnedFen(withBook, { paidHundredths: 0, giftHundredths: 0 }, { giftLessons: 'ZERO' })).toBe(0);
    expect(earnedFen(withBook, { paidHundredths: 100, giftHundredths: 0 }, { giftLessons: 'ZERO' })).toBe(14_500);
  });
});
