import { chmodSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { removeCluster } from './place.ts';
import { clearPreviousServer, isAlive } from './previous-server.ts';
import { type Postgres, startPostgres } from './start.ts';

const NAME = /^campusgraph-(\d+)-\w{6}$/;

/** A server for one test run: empty, fast, in the temporary folder, deleted when it stops. */
export async function startThrowAwayPostgres(log?: (line: string) => void): Promise<Postgres> {
  await sweep();
  const folder = mkdtempSync(join(tmpdir(), `campusgraph-${process.pid}-`));
  // The server's account has to pass through; the cluster inside is 0700.
  chmodSync(folder, 0o711);
  const dataDir = join(folder, 'postgres');
  const postgres = await startPostgres({ dataDir, throwAway: true, ...(log && { log }) });
  return {
    ...postgres,
    async stop() {
      await postgres.stop();
      removeCluster(dataDir);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Stops and deletes what runs that were killed have left behind. */
async function sweep(): Promise<void> {
  for (const name of readdirSync(tmpdir())) {
    const launcher = NAME.exec(name)?.[1];
    if (launcher === undefined || isAlive(Number(launcher))) continue;
    const folder = join(tmpdir(), name);
    if (statSync(folder).uid !== process.getuid?.()) continue;
    await clearPreviousServer(join(folder, 'postgres'));
    removeCluster(join(folder, 'postgres'));
    rmSync(folder, { recursive: true, force: true });
  }
}
