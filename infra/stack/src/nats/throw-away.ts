import { existsSync, readFileSync, readlinkSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { makeTemporaryFolder, sweepTemporaryFolders } from '../temporary-folder.ts';
import { type Nats, PID_FILE, startNats } from './start.ts';

/** A server for one test run, its stream in the temporary folder, deleted when it stops; or the given one. */
export async function startThrowAwayNats(url: string | undefined): Promise<Nats> {
  await sweepTemporaryFolders('nats', async (abandoned) => endAbandoned(abandoned));
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

/** Where we cannot tell that the number is still that server's, we leave it alone. */
function endAbandoned(storeDir: string): void {
  const file = join(storeDir, PID_FILE);
  if (!existsSync(file)) return;
  const pid = Number(readFileSync(file, 'utf8'));
  try {
    if (readlinkSync(`/proc/${pid}/cwd`) === storeDir) process.kill(pid, 'SIGKILL');
  } catch {
    // Gone already, or not a system with /proc.
  }
}
