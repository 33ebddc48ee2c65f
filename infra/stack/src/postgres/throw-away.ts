import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { makeTemporaryFolder, sweepTemporaryFolders } from '../temporary-folder.ts';
import { removeCluster } from './place.ts';
import { clearPreviousServer } from './previous-server.ts';
import { type Postgres, startPostgres } from './start.ts';

/** A server for one test run: empty, fast, in the temporary folder, deleted when it stops. */
export async function startThrowAwayPostgres(log?: (line: string) => void): Promise<Postgres> {
  await sweepTemporaryFolders('postgres', async (abandoned) => {
    await clearPreviousServer(join(abandoned, 'data'));
    removeCluster(join(abandoned, 'data'));
  });
  const folder = makeTemporaryFolder('postgres');
  const dataDir = join(folder, 'data');
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
