import { describe, expect, test } from '@jest/globals';
import { type FunnelCounts, funnelOf, STAGES_OF } from './funnel.ts';

const counts = (given: Partial<FunnelCounts>) => ({
  created: 0,
  contacted: 0,
  trialBooked: 0,
  trialAttended: 0,
  converted: 0,
  lost: 0,
  ...given,
});

describe('the funnel', () => {
  test('conversion is those who signed out of those created', () => {
    const funnel = funnelOf([
      { channel: 'AD', sourceName: '抖音', ...counts({ created: 100, contacted: 60, converted: 25 }) },
      { channel: 'REFERRAL', sourceName: '老带新', ...counts({ created: 20, contacted: 18, converted: 15 }) },
    ]);
    expect(funnel).toMatchObject({ created: 120, contacted: 78, converted: 40, conversionRate: 0.3333 });
    expect(funnel.bySource.map(({ sourceName, conversionRate }) => [sourceName, conversionRate])).toEqual([
      ['抖音', 0.25],
      ['老带新', 0.75],
    ]);
  });

  test('adds up one source over all branches', () => {
    const ad = { channel: 'AD', sourceName: '抖音' };
    const funnel = funnelOf([
      { ...ad, ...counts({ created: 3, converted: 1 }) },
      { ...ad, ...counts({ created: 1, converted: 1 }) },
    ]);
    expect(funnel.bySource).toEqual([{ ...ad, ...counts({ created: 4, converted: 2 }), conversionRate: 0.5 }]);
  });

  test('without a lead there is no conversion rate, rather than one of 0', () => {
    expect(funnelOf([])).toEqual({ ...counts({}), conversionRate: null, bySource: [] });
  });
});

test('who signed has been in contact, but need not have had a trial lesson', () => {
  expect(STAGES_OF.CONVERTED).toEqual(['contacted', 'converted']);
  expect(STAGES_OF.TRIAL_ATTENDED).toEqual(['contacted', 'trialBooked', 'trialAttended']);
  expect(STAGES_OF.NEW).toEqual([]);
});
