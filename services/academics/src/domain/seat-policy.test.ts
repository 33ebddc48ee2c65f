import { expect, test } from '@jest/globals';
import { chooseSeatPolicy } from './seat-policy.ts';

const at = (day: string) => new Date(`2026-03-${day}T00:00:00Z`);
const version = (offerHours: number, validFrom: Date, branchId: string | null = null) => ({
  ...{ offerHours, choiceCutOffHours: 0, branchId, validFrom, createdAt: validFrom },
});
const hours = (versions: ReturnType<typeof version>[], branchId = 'b') =>
  chooseSeatPolicy(versions, branchId, at('10')).offerHours;

test('where nothing is said a seat is held for a day', () => {
  expect(hours([])).toBe(24);
});
test('the latest version that is valid by now applies', () => {
  expect(hours([version(2, at('01')), version(3, at('05')), version(4, at('11'))])).toBe(3);
});
test('a branch’s own goes before the organization’s, and for no other branch', () => {
  const versions = [version(2, at('05')), version(3, at('01'), 'b')];
  expect(hours(versions)).toBe(3);
  expect(hours(versions, 'c')).toBe(2);
});
