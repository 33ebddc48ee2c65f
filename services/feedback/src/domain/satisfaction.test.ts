import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { satisfaction } from './satisfaction.ts';
import { onScale, SCORE_SCALE, SURVEY_KINDS } from './score-scale.ts';

const answers = (counts: Record<number, number>) =>
  Object.entries(counts).map(([score, count]) => ({ score: Number(score), count }));

describe('the net promoter score', () => {
  test('30 promoters, 12 passives and 8 detractors make 44', () => {
    const nps = satisfaction('NPS', answers({ 10: 18, 9: 12, 8: 7, 7: 5, 6: 3, 3: 5 }));
    expect(nps).toMatchObject({ kind: 'NPS', score: 44, n: 50, intervalLow: 21.1, intervalHigh: 61.9 });
  });

  test('without an answer there is no score, rather than a score of 0', () => {
    expect(satisfaction('NPS', [])).toEqual({ kind: 'NPS', score: null, n: 0, intervalLow: null, intervalHigh: null });
  });

  test('one single promoter is not taken for certainty', () => {
    const nps = satisfaction('NPS', answers({ 9: 1 }));
    expect(nps).toMatchObject({ score: 100, n: 1, intervalHigh: 100 });
    expect(nps.intervalLow).toBeLessThan(0);
  });
});

describe('customer satisfaction', () => {
  test('is the share of those who gave 4 or 5 of 5', () => {
    const csat = satisfaction('CSAT', answers({ 5: 5, 4: 3, 3: 1, 1: 1 }));
    // Wilson's interval of 8 of 10: 0.490 to 0.943.
    expect(csat).toEqual({ kind: 'CSAT', score: 80, n: 10, intervalLow: 49, intervalHigh: 94.3 });
  });

  test('without an answer there is no score', () => expect(satisfaction('CSAT', []).score).toBeNull());
});

describe('customer effort', () => {
  test('is the mean, with the interval that five answers allow', () => {
    // Mean 6, variance 1, t(4) = 2.776: 6 ± 1.24; the scale ends at 7.
    const ces = satisfaction('CES', answers({ 7: 2, 6: 1, 5: 2 }));
    expect(ces).toEqual({ kind: 'CES', score: 6, n: 5, intervalLow: 4.8, intervalHigh: 7 });
  });

  test('one answer says nothing of the others: the whole scale is the interval', () => {
    expect(satisfaction('CES', answers({ 6: 1 }))).toMatchObject({ score: 6, intervalLow: 1, intervalHigh: 7 });
  });
});

test('whatever was answered, the interval contains the score', () => {
  const histogram = fc.array(
    fc.record({ score: fc.integer({ min: 1, max: 5 }), count: fc.integer({ min: 1, max: 500 }) }),
    {
      minLength: 1,
    },
  );
  fc.assert(
    fc.property(fc.constantFrom(...SURVEY_KINDS), histogram, (kind, given) => {
      const { score, intervalLow, intervalHigh } = satisfaction(kind, given);
      expect(intervalLow).toBeLessThanOrEqual(Number(score));
      expect(intervalHigh).toBeGreaterThanOrEqual(Number(score));
    }),
  );
});

test.each(SURVEY_KINDS)('a %s score outside of its scale is refused', (kind) => {
  const { lowest, highest } = SCORE_SCALE[kind];
  for (const score of [lowest - 1, highest + 1, lowest + 0.5, Number.NaN]) {
    expect(() => onScale(kind, score)).toThrow(expect.objectContaining({ code: 'SCORE_OUT_OF_SCALE' }));
  }
  expect(onScale(kind, highest)).toBe(highest);
});
