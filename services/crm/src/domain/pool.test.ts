import { describe, expect, test } from '@jest/globals';
import { SHIPPED_LEAD_POLICY as policy } from './lead-policy.ts';
import { checkClaim, isIdle, type PooledLead } from './pool.ts';

const now = new Date('2026-03-31T00:00:00Z');
const daysAgo = (days: number) => new Date(now.getTime() - days * 86_400_000);
const owned: PooledLead = {
  status: 'CONTACTED',
  ownerId: 'wang',
  locked: false,
  assignedAt: daysAgo(20),
  lastContactAt: daysAgo(7),
  formerOwnerId: null,
  releasedAt: null,
};
const pooled: PooledLead = { ...owned, ownerId: null, formerOwnerId: 'wang', releasedAt: daysAgo(2) };

describe('the pool', () => {
  test('takes back a lead that nobody contacted for 7 days, not for 6', () => {
    expect(isIdle(owned, policy, now)).toBe(true);
    expect(isIdle({ ...owned, lastContactAt: daysAgo(6) }, policy, now)).toBe(false);
  });

  test('gives a new owner his own 7 days', () => {
    expect(isIdle({ ...owned, assignedAt: daysAgo(1) }, policy, now)).toBe(false);
  });

  test('leaves locked leads and customers alone', () => {
    expect(isIdle({ ...owned, locked: true }, policy, now)).toBe(false);
    expect(isIdle({ ...owned, status: 'CONVERTED' }, policy, now)).toBe(false);
  });

  test('does not give it back to its former owner for 3 days, but to anybody else at once', () => {
    expect(() => checkClaim(pooled, 'wang', policy, now)).toThrow(
      expect.objectContaining({ code: 'RECLAIM_TOO_SOON' }),
    );
    expect(() => checkClaim(pooled, 'li', policy, now)).not.toThrow();
    expect(() => checkClaim({ ...pooled, releasedAt: daysAgo(3) }, 'wang', policy, now)).not.toThrow();
  });

  test('has nothing to give where somebody works on it', () => {
    expect(() => checkClaim(owned, 'li', policy, now)).toThrow(expect.objectContaining({ code: 'LEAD_HAS_OWNER' }));
  });
});
