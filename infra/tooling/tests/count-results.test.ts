import { countJest, summary, total } from '@campusgraph/tooling';
import { describe, expect, test } from '@jest/globals';

const report = {
  numPassedTests: 7,
  numFailedTests: 0,
  numPendingTests: 0,
  numTodoTests: 0,
  numRuntimeErrorTestSuites: 0,
};

describe('what npm test counts', () => {
  test('tests that ran', () => {
    expect(countJest({ ...report, numFailedTests: 2 })).toEqual({ passed: 7, failed: 2 });
  });

  test('a test file that could not be loaded is a failure', () => {
    expect(countJest({ ...report, numRuntimeErrorTestSuites: 1 })).toEqual({ passed: 7, failed: 1 });
  });

  test('a skipped test is a failure: it has shown nothing', () => {
    expect(countJest({ ...report, numPendingTests: 1, numTodoTests: 1 })).toEqual({ passed: 7, failed: 2 });
  });

  test('a run that died, or found no test, is a failure', () => {
    expect(countJest(undefined)).toEqual({ passed: 0, failed: 1 });
    expect(countJest({ ...report, numPassedTests: 0 })).toEqual({ passed: 0, failed: 1 });
  });

  test('the last line adds up checks and tests', () => {
    expect(summary(total([{ passed: 5, failed: 1 }, countJest(report)]))).toBe('12 passed, 1 failed');
  });
});
