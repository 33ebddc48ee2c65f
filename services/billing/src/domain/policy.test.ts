import { describe, expect, test } from '@jest/globals';
import { choosePolicy, type PolicyVersion, SHIPPED_POLICIES } from './policy.ts';

const version = (number: number, day: string, branchId: string | null = null): PolicyVersion => ({
  kind: 'REVENUE',
  branchId,
  number,
  validFrom: new Date(`${day}T00:00:00Z`),
  body: { giftLessons: 'ALLOCATED' },
});
const at = new Date('2026-03-10T00:00:00Z');
const chosen = (...versions: PolicyVersion[]) => choosePolicy('REVENUE', versions, 'north', at).version;

describe('which policy applies', () => {
  test('as shipped where nobody set anything, or not yet', () => {
    expect(choosePolicy('REVENUE', [version(1, '2026-04-01')], 'north', at)).toEqual(SHIPPED_POLICIES.REVENUE);
  });

  test('the latest valid one of the organization, and a branch goes its own way', () => {
    expect(chosen(version(1, '2026-01-01'), version(2, '2026-02-01'), version(3, '2026-05-01'))).toBe('2');
    expect(chosen(version(1, '2026-01-01', 'north'), version(2, '2026-02-01'))).toBe('1');
    expect(chosen(version(1, '2026-01-01'), version(2, '2026-02-01', 'south'))).toBe('1');
  });
});
