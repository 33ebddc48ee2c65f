/** What one run of the checks and tests came to. */
export interface Counts {
  passed: number;
  failed: number;
}

/** The part that we read of what `jest --json` writes. */
export interface JestReport {
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
  numTodoTests: number;
  /** Test files that could not even be loaded; their tests are in no other number. */
  numRuntimeErrorTestSuites: number;
}

/**
 * Counts a jest run. `undefined`: jest died before it wrote its report. A test that was skipped has shown nothing, and a
 * file that could not be loaded even less: both count as failed, and so does a run without any test.
 */
export function countJest(report: JestReport | undefined): Counts {
  if (report === undefined) return { passed: 0, failed: 1 };
  const skipped = report.numPendingTests + report.numTodoTests;
  const failed = report.numFailedTests + report.numRuntimeErrorTestSuites + skipped;
  return { passed: report.numPassedTests, failed: report.numPassedTests + failed === 0 ? 1 : failed };
}

/** Adds up. */
export function total(counts: readonly Counts[]): Counts {
  return counts.reduce((sum, { passed, failed }) => ({ passed: sum.passed + passed, failed: sum.failed + failed }), {
    passed: 0,
    failed: 0,
  });
}

/** The last line of `npm test`. */
export const summary = ({ passed, failed }: Counts): string => `${passed} passed, ${failed} failed`;
