import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chownSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { LaunchError } from '../launch-error.ts';
import { saysDiskFull, withoutStamp } from './log-text.ts';
import type { Place } from './place.ts';

/** The superuser of our own clusters. */
export const ADMIN = 'campusgraph';

const PASSWORD_FILE = 'campusgraph-password';

/**
 * Makes the cluster when there is none, and returns the superuser's password, generated then and kept in the data folder
 * (0600). The folder takes its name only when it is complete, so an interrupted first start leaves nothing half-made.
 */
export function initialiseCluster(place: Place, options: { throwAway: boolean }): string {
  if (existsSync(place.data)) return keptPassword(place.data);
  const fresh = `${place.data}.new`;
  rmSync(fresh, { recursive: true, force: true });
  mkdirSync(fresh, { mode: 0o700 });
  const password = randomBytes(24).toString('base64url');
  const passwordFile = `${fresh}.password`;
  writeFileSync(passwordFile, password, { mode: 0o600 });
  for (const path of [fresh, passwordFile]) give(path, place);
  try {
    runInitdb(place, fresh, passwordFile, options.throwAway);
    renameSync(passwordFile, join(fresh, PASSWORD_FILE));
    renameSync(fresh, place.data);
  } catch (error) {
    rmSync(fresh, { recursive: true, force: true });
    throw error;
  } finally {
    rmSync(passwordFile, { force: true });
  }
  return password;
}

function keptPassword(data: string): string {
  try {
    return readFileSync(join(data, PASSWORD_FILE), 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') {
      throw new LaunchError(
        'POSTGRES_FOLDER_TAKEN',
        `The folder ${data} is there already and holds no database of ours.`,
        'Move it away, then start again.',
      );
    }
    throw new LaunchError(
      'POSTGRES_NOT_READABLE',
      `The database in ${data} belongs to another user: ${(error as Error).message}`,
      'Start as that user (or as root, if root made it), or delete the folder to start over.',
    );
  }
}

function give(path: string, { account }: Place): void {
  if ('uid' in account) chownSync(path, account.uid, account.gid);
}

/**
 * Everything sorts by code point (C). Characters are classified by Unicode: under a plain C locale pg_trgm sees no letters
 * in Chinese text at all, and search by name would find nothing.
 */
const characterType = (): string => (process.platform === 'darwin' ? 'en_US.UTF-8' : 'C.UTF-8');

function runInitdb(place: Place, data: string, passwordFile: string, throwAway: boolean): void {
  const run = (ctype: string) =>
    spawnSync(
      join(place.binaries, 'initdb'),
      [
        ...[`--pgdata=${data}`, `--username=${ADMIN}`, `--pwfile=${passwordFile}`, '--auth=scram-sha-256'],
        ...['--encoding=UTF8', '--locale=C', `--lc-ctype=${ctype}`, ...(throwAway ? ['--no-sync'] : [])],
      ],
      { ...place.account, cwd: data, encoding: 'utf8', env: { PATH: process.env.PATH } },
    );
  let done = run(characterType());
  // A system without that locale (an old libc) still gets a database that works, without search in Chinese.
  if (/invalid locale name/.test(done.stderr ?? '')) done = run('C');
  if (done.status === 0) return;
  throw initdbError(place.data, done.error?.message ?? done.stderr);
}

function initdbError(data: string, output: string): LaunchError {
  const lines = output.trim().split('\n');
  const telling = lines.findLast((line) => /error|FATAL|could not|No space/i.test(line)) ?? lines.at(-1);
  const reason = withoutStamp(telling ?? 'no reason given');
  if (saysDiskFull(output)) {
    return new LaunchError(
      'DISK_FULL',
      `The disk that holds ${data} is full: ${reason}`,
      'Free about 200 MB and start again.',
    );
  }
  return new LaunchError(
    'POSTGRES_NOT_INITIALISED',
    `The database could not be made in ${data}: ${reason}`,
    'Check that the folder is writable, then start again.',
  );
}
