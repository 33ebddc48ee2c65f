import { rmSync } from 'node:fs';
import { makeTemporaryFolder, sweepTemporaryFolders } from '../temporary-folder.ts';
import { clearPreviousServer } from './previous-server.ts';
import { type Nats, startNats } from './start.ts';

/** A server for one test run, its stream in the temporary folder, deleted when it stops; or the given one. */
export async function startThrowAwayNats(url: string | undefined): Promise<Nats> {
  await sweepTemporaryFolders('nats', clearPreviousServer);
  const storeDir = makeTemporaryFolder('nats');
  const nats = await startNats({ storeDir, url });
  return {
    ...nats,
    async stop() {
      await nats.stop();
      rmSync(storeDir, { recursive: true, force: true });
    },
  };
}
