import { execFile } from 'node:child_process';
import { accessSync, constants, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { DATA } from '../checkout.ts';
import { LaunchError } from '../launch-error.ts';

const run = promisify(execFile);

/** Where Debian's package is unpacked to when the system has no nats-server. */
const UNPACKED = join(DATA, 'nats-server');

/** The path of a nats-server: on the PATH, in /usr/sbin, or out of Debian's package, fetched when root and missing. */
export async function findNatsServer(
  searched = `${process.env.PATH ?? ''}${delimiter}/usr/sbin${delimiter}/usr/local/bin`,
): Promise<string> {
  const folders = [...searched.split(delimiter), join(UNPACKED, 'usr/sbin'), join(UNPACKED, 'usr/bin')];
  const found = folders.map((folder) => join(folder, 'nats-server')).find(isExecutable);
  if (found) return found;
  if (process.getuid?.() === 0 && isExecutable('/usr/bin/apt-get')) return fetchFromDebian();
  throw new LaunchError(
    'NATS_NOT_FOUND',
    'There is no nats-server on the PATH, and NATS_URL is not set.',
    'Install one (Debian, Ubuntu: `apt-get install nats-server`; macOS: `brew install nats-server`; https://github.com/nats-io/nats-server/releases), or set NATS_URL.',
  );
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/**
 * The package is fetched and unpacked into `.data`, not installed: installing it would start a system service that nobody
 * asked for, on the default port and without JetStream.
 */
async function fetchFromDebian(): Promise<string> {
  rmSync(UNPACKED, { recursive: true, force: true });
  mkdirSync(UNPACKED, { recursive: true });
  console.log('nats-server is missing: fetching Debian’s package …');
  const download = () => run('apt-get', ['download', '--quiet', 'nats-server'], { cwd: UNPACKED });
  try {
    // A fresh container has no package lists yet.
    await download().catch(() => run('apt-get', ['update', '--quiet']).then(download));
    const archive = readdirSync(UNPACKED).find((file) => file.endsWith('.deb'));
    if (archive === undefined) throw new Error('apt-get left no package');
    await run('dpkg-deb', ['--extract', archive, '.'], { cwd: UNPACKED });
    rmSync(join(UNPACKED, archive));
  } catch (error) {
    throw new LaunchError(
      'NATS_NOT_INSTALLED',
      `nats-server is missing and Debian’s package could not be fetched: ${(error as Error).message.trim()}`,
      'Connect to the network, install nats-server by hand, or set NATS_URL.',
    );
  }
  const server = ['usr/sbin', 'usr/bin'].map((folder) => join(UNPACKED, folder, 'nats-server')).find(isExecutable);
  if (server) return server;
  throw new LaunchError(
    'NATS_NOT_INSTALLED',
    'Debian’s package holds no nats-server.',
    'Install one by hand, or set NATS_URL.',
  );
}
