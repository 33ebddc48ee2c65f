import type { Counts } from '@campusgraph/tooling';
import { runProgram } from './run.ts';

interface Check {
  name: string;
  program: string;
  args: readonly string[];
}

const CHECKS: readonly Check[] = [
  { name: 'lint', program: 'biome', args: ['check', '.'] },
  // After it has generated those of the resolvers.
  { name: 'types', program: 'turbo', args: ['run', 'typecheck', '--output-logs=errors-only'] },
  {
    name: 'import rules',
    program: 'depcruise',
    args: ['--config', '.dependency-cruiser.cjs', '--output-type', 'err-long', 'infra', 'services', 'gateway', 'tests'],
  },
  { name: 'composition', program: 'node', args: ['infra/tooling/src/compose.ts', '--check'] },
];

/** The tools run offline and leave no daemon behind. */
const ENVIRONMENT = {
  TURBO_TELEMETRY_DISABLED: '1',
  TURBO_NO_UPDATE_NOTIFIER: '1',
  TURBO_DAEMON: 'false',
  DO_NOT_TRACK: '1',
  npm_config_loglevel: 'silent',
  NO_UPDATE_NOTIFIER: '1',
};

/** Runs every check, even after one has failed, and shows what the failing ones said. */
export async function runChecks(): Promise<Counts> {
  const counts: Counts = { passed: 0, failed: 0 };
  for (const { name, program, args } of CHECKS) {
    const { exitCode, output, seconds } = await runProgram(program, args, { environment: ENVIRONMENT });
    const passed = exitCode === 0;
    counts[passed ? 'passed' : 'failed'] += 1;
    console.log(`${passed ? '✓' : '✗'} ${name} (${seconds.toFixed(1)} s)`);
    if (!passed) console.log(output.trimEnd().replace(/^/gm, '    '));
  }
  return counts;
}
