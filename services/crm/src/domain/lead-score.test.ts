import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parseLeadPolicy, SHIPPED_LEAD_POLICY } from './lead-policy.ts';
import { type Behaviour, intentOf, type LeadFacts, score } from './lead-score.ts';
import { FOLLOW_UP_OUTCOMES, LEAD_CHANNELS } from './lead-words.ts';

const now = new Date('2026-03-31T00:00:00Z');
const daysAgo = (days: number) => new Date(now.getTime() - days * 86_400_000);
const stranger: LeadFacts = { channel: 'IMPORT', phone: null, childName: null, childBirthDate: null, need: null };
const referred: LeadFacts = {
  channel: 'REFERRAL',
  phone: '+8613800000001',
  childName: '小明',
  childBirthDate: '2018-05-01',
  need: '英语',
};
const behaviourPoints = (behaviours: Behaviour[]) => score(stranger, behaviours, SHIPPED_LEAD_POLICY, now).score;

describe('the score of a lead', () => {
  test('a referred child of school age with a need, just inquired, is HIGH: fit 50 and behaviour 20', () => {
    const result = score(referred, [{ kind: 'inquired', at: now, channel: 'REFERRAL' }], SHIPPED_LEAD_POLICY, now);
    expect(result).toMatchObject({ score: 70, intentLevel: 'HIGH' });
    expect(result.reasons.map(({ code, points }) => [code, points])).toEqual([
      ['HAS_PHONE', 10],
      ['CHILD_NAMED', 5],
      ['CHILD_AGE', 15],
      ['NEED_STATED', 10],
      ['CHANNEL', 10],
      ['INQUIRED', 20],
    ]);
  });

  test('what a family did counts half after 30 days and a quarter after 60', () => {
    expect(behaviourPoints([{ kind: 'trial booked', at: now }])).toBe(20);
    expect(behaviourPoints([{ kind: 'trial booked', at: daysAgo(30) }])).toBe(10);
    expect(behaviourPoints([{ kind: 'trial booked', at: daysAgo(60) }])).toBe(5);
  });

  test('behaviour never counts more than 50, and says so', () => {
    const eager: Behaviour[] = [
      { kind: 'followed up', at: now, outcome: 'INTERESTED' },
      { kind: 'trial booked', at: now },
      { kind: 'trial attended', at: now },
    ];
    const result = score(stranger, eager, SHIPPED_LEAD_POLICY, now);
    expect(result.score).toBe(50);
    expect(result.reasons.at(-1)).toMatchObject({ code: 'BEHAVIOUR_LIMIT', points: -25 });
  });

  test('a refusal takes points away, never below 0', () => {
    expect(behaviourPoints([{ kind: 'followed up', at: now, outcome: 'NOT_INTERESTED' }])).toBe(0);
  });

  test('70 is HIGH, 69 and 40 are MEDIUM, 39 is LOW', () => {
    expect([70, 69, 40, 39].map((total) => intentOf(total, SHIPPED_LEAD_POLICY))).toEqual([
      'HIGH',
      'MEDIUM',
      'MEDIUM',
      'LOW',
    ]);
  });

  test('the lines of the explanation always add up to the score, which stays within 0 and 100', () => {
    const at = fc.integer({ min: 0, max: 400 }).map(daysAgo);
    const behaviour: fc.Arbitrary<Behaviour> = fc.oneof(
      fc.record({ kind: fc.constant('inquired' as const), at, channel: fc.constantFrom(...LEAD_CHANNELS) }),
      fc.record({ kind: fc.constant('followed up' as const), at, outcome: fc.constantFrom(...FOLLOW_UP_OUTCOMES) }),
      fc.record({ kind: fc.constantFrom('trial booked', 'trial attended', 'trial missed'), at }),
    );
    fc.assert(
      fc.property(fc.array(behaviour, { maxLength: 12 }), fc.constantFrom(stranger, referred), (done, facts) => {
        const result = score(facts, done, SHIPPED_LEAD_POLICY, now);
        expect(result.reasons.reduce((total, { points }) => total + points, 0)).toBe(result.score);
        expect(result.score).toBeGreaterThanOrEqual(0);
        expect(result.score).toBeLessThanOrEqual(100);
      }),
    );
  });
});

describe("an organization's own policy", () => {
  test('is refused with the place that is wrong', () => {
    const upsideDown = { ...SHIPPED_LEAD_POLICY, thresholds: { high: 30, medium: 40 } };
    expect(() => parseLeadPolicy(JSON.stringify(upsideDown))).toThrow(/thresholds\.high must be above/);
    expect(() => parseLeadPolicy('{')).toThrow(expect.objectContaining({ code: 'LEAD_POLICY_INVALID' }));
  });

  test('may be what is shipped', () => {
    expect(parseLeadPolicy(JSON.stringify(SHIPPED_LEAD_POLICY))).toEqual(SHIPPED_LEAD_POLICY);
  });
});
