import { runProgram } from '../checks/run.ts';

/** `npm run bench`: the benchmarks live with the tests; what stands in the launcher is only how to reach them. */
export async function bench(args: readonly string[]): Promise<number> {
  const { exitCode } = await runProgram('node', ['tests/benchmarks/bench.ts', ...args], { show: true });
  return exitCode;
}
