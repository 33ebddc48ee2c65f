import { describe, expect, test } from '@jest/globals';
import { checkOneZone, checkRunBranches } from './run-branches.ts';

const codeOf = (work: () => unknown): string | undefined => {
  try {
    work();
  } catch (error) {
    return (error as { code: string }).code;
  }
};
const branch = (name: string, timeZone: string) => ({ branchId: name, name, timeZone });

describe('the branches of one timetable', () => {
  test('are at least one and at most fifty, each once', () => {
    expect(checkRunBranches(['east', 'west', 'east'])).toEqual(['east', 'west']);
    expect(codeOf(() => checkRunBranches([]))).toBe('BRANCHES_MISSING');
    const many = Array.from({ length: 51 }, (_, n) => `branch ${n}`);
    expect(codeOf(() => checkRunBranches(many))).toBe('TOO_MANY_BRANCHES');
    expect(checkRunBranches(many.slice(1))).toHaveLength(50);
  });

  test('keep the same clock', () => {
    expect(checkOneZone([branch('east', 'Asia/Shanghai'), branch('west', 'Asia/Shanghai')])).toBe('Asia/Shanghai');
    expect(codeOf(() => checkOneZone([branch('east', 'Asia/Shanghai'), branch('west', 'Asia/Urumqi')]))).toBe(
      'BRANCHES_OF_DIFFERENT_ZONES',
    );
  });
});
