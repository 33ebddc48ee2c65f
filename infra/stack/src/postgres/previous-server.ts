import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { LaunchError } from '../launch-error.ts';
import { endOf, isAlive, pidIn, runsWith } from '../process.ts';

const LAUNCHER_FILE = 'campusgraph-launcher.pid';

/**
 * Makes sure that no server of an earlier start holds the cluster. One whose launcher still lives is in use and is left
 * alone; one whose launcher was killed is shut down; a lock file that a power cut left behind is removed.
 */
export async function clearPreviousServer(data: string): Promise<void> {
  const lock = join(data, 'postmaster.pid');
  const server = pidIn(lock);
  if (server === undefined) return;
  if (!runsWith(server, data)) {
    // The number was given to some other program since: Postgres itself would take it for a running server.
    rmSync(lock, { force: true });
    return;
  }
  const launcher = pidIn(join(data, LAUNCHER_FILE));
  if (launcher !== undefined && isAlive(launcher)) {
    throw new LaunchError(
      'ALREADY_RUNNING',
      `The database in ${data} is in use by another CampusGraph (process ${launcher}).`,
      'Use that one, or stop it first (Ctrl-C in its terminal).',
    );
  }
  process.kill(server, 'SIGINT');
  await endOf(server, data);
}

/** Leaves word of who started the server, for the next start. */
export function signAsLauncher(data: string): void {
  writeFileSync(join(data, LAUNCHER_FILE), String(process.pid));
}
