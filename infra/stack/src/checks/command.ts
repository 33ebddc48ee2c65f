import { type Counts, summary, total } from '@campusgraph/tooling';
import { runChecks } from './checks.ts';
import { runJest } from './jest.ts';

/** `npm test`: every check, then every test. Arguments go to jest. The last line counts both. */
export async function test(args: readonly string[]): Promise<number> {
  const checks = await runChecks();
  return report([checks, await runJest(args)]);
}

/** `npm run check`: what `npm test` does before the tests. */
export async function check(): Promise<number> {
  return report([await runChecks()]);
}

function report(counts: readonly Counts[]): number {
  const sum = total(counts);
  console.log(summary(sum));
  return sum.failed === 0 ? 0 : 1;
}
