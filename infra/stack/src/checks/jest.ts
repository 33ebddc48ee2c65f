import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Counts, countJest, type JestReport } from '@campusgraph/tooling';
import { startTestServers } from '../test-servers.ts';
import { runProgram } from './run.ts';

/** Runs the tests, or those that `args` (jest's own) select, against one real Postgres and one real NATS. */
export async function runJest(args: readonly string[]): Promise<Counts> {
  const servers = await startTestServers(process.env);
  const folder = mkdtempSync(join(tmpdir(), 'campusgraph-jest-'));
  const report = join(folder, 'report.json');
  try {
    await runProgram('jest', ['--json', `--outputFile=${report}`, '--maxWorkers=2', ...args], {
      show: true,
      environment: {
        // ES modules in jest need the flag; its warning in every worker helps nobody.
        NODE_OPTIONS: '--experimental-vm-modules --disable-warning=ExperimentalWarning',
        TEST_POSTGRES_ADMIN_URL: servers.postgresAdminUrl,
        TEST_NATS_URL: servers.natsUrl,
      },
    });
    return countJest(existsSync(report) ? (JSON.parse(readFileSync(report, 'utf8')) as JestReport) : undefined);
  } finally {
    rmSync(folder, { recursive: true, force: true });
    await servers.stop();
  }
}
