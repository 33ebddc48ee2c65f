import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { portion, splitEvenly } from './rounding.ts';

describe('rounding', () => {
  test('half a fen goes up, for a charge and for its opposite', () => {
    expect(portion(5, 1, 2)).toBe(3);
    expect(portion(-5, 1, 2)).toBe(-2);
    expect(portion(100, 1, 3)).toBe(33);
    expect(portion(200, 1, 3)).toBe(67);
  });

  test('figures beyond the reach of floating point stay exact', () => {
    expect(portion(9_007_199_254_740_991, 9_999_999, 10_000_000)).toBe(9_007_198_354_021_066);
  });

  test('the last part of a split takes the remainder, so that the parts are the total', () => {
    expect(splitEvenly(1000, 3)).toEqual([333, 333, 334]);
    fc.assert(
      fc.property(fc.nat(10_000_000), fc.integer({ min: 1, max: 36 }), (total, parts) => {
        expect(splitEvenly(total, parts).reduce((sum, part) => sum + part, 0)).toBe(total);
      }),
    );
  });
});
