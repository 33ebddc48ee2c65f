import { existsSync, readFileSync, readlinkSync, rmSync, unwatchFile, watchFile, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { LaunchError } from '../launch-error.ts';

const LAUNCHER_FILE = 'campusgraph-launcher.pid';

/**
 * Makes sure that no server of an earlier start holds the cluster. One whose launcher still lives is in use and is left
 * alone; one whose launcher was killed is shut down; a lock file that a power cut left behind is removed.
 */
export async function clearPreviousServer(data: string): Promise<void> {
  const lock = join(data, 'postmaster.pid');
  const server = pidIn(lock);
  if (server === undefined) return;
  if (!isServerOf(server, data)) {
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
  await removalOf(lock);
}

/** Leaves word of who started the server, for the next start. */
export function signAsLauncher(data: string): void {
  writeFileSync(join(data, LAUNCHER_FILE), String(process.pid));
}

function pidIn(file: string): number | undefined {
  if (!existsSync(file)) return undefined;
  const pid = Number(readFileSync(file, 'utf8').split('\n')[0]);
  return Number.isSafeInteger(pid) && pid > 0 ? pid : undefined;
}

/** Is there a process of that number? One that belongs to another user counts. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function isServerOf(pid: number, data: string): boolean {
  if (!isAlive(pid)) return false;
  if (!existsSync('/proc/self/cwd')) return true;
  try {
    // A server's working directory is its data folder.
    return readlinkSync(`/proc/${pid}/cwd`) === data;
  } catch {
    return false;
  }
}

/** Postgres deletes its lock file as the last thing it does. */
function removalOf(file: string): Promise<void> {
  return new Promise((resolve) => {
    const look = (): void => {
      if (existsSync(file)) return;
      unwatchFile(file, look);
      resolve();
    };
    watchFile(file, { interval: 50 }, look);
    look();
  });
}
