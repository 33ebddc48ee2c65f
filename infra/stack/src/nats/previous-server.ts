import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { LaunchError } from '../launch-error.ts';
import { endOf, isAlive, pidIn, runsWith } from '../process.ts';

/** In the store's folder: the server that uses it, and who started that. */
export const PID_FILE = 'nats-server.pid';
const LAUNCHER_FILE = 'campusgraph-launcher.pid';

/** Two servers on one store would ruin it: one left behind by a killed launcher is shut down, one in use is left alone. */
export async function clearPreviousServer(storeDir: string): Promise<void> {
  const server = pidIn(join(storeDir, PID_FILE));
  if (server === undefined || !runsWith(server, storeDir)) return;
  const launcher = pidIn(join(storeDir, LAUNCHER_FILE));
  if (launcher !== undefined && isAlive(launcher)) {
    throw new LaunchError(
      'ALREADY_RUNNING',
      `The stream in ${storeDir} is in use by another CampusGraph (process ${launcher}).`,
      'Use that one, or stop it first (Ctrl-C in its terminal).',
    );
  }
  process.kill(server, 'SIGINT');
  await endOf(server, storeDir);
}

/** Leaves word of who started the server, for the next start. */
export function signAsLauncher(storeDir: string): void {
  writeFileSync(join(storeDir, LAUNCHER_FILE), String(process.pid));
}
