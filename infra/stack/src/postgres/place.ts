import { spawnSync } from 'node:child_process';
import { createHash, randomUUID } from 'node:crypto';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { type Account, canEnter } from './account.ts';
import { type Binaries, findBinaries } from './binaries.ts';

/** Where a cluster lies and whose it is. `data` is its folder. */
export interface Place {
  data: string;
  binaries: string;
  account: Account;
}

/** For what the server's account cannot reach where we would like it: a checkout under /root, say. */
const REACHABLE = '/var/lib/campusgraph';

/**
 * The place for a cluster that belongs at `dataDir`. Where the server's account cannot enter that folder, or the folder of
 * the binaries, they move to /var/lib/campusgraph and stay there between starts.
 */
export function choosePlace(dataDir: string, account: Account): Place {
  mkdirSync(dirname(dataDir), { recursive: true });
  const data = canEnter(account, dirname(dataDir)) ? dataDir : elsewhere(dataDir);
  return { data, binaries: reachableBinaries(findBinaries(), account), account: ownerOf(data, account) };
}

/** Forgets a cluster, wherever it lies. The server must be stopped. */
export function removeCluster(dataDir: string): void {
  rmSync(dataDir, { recursive: true, force: true });
  rmSync(marker(dataDir), { force: true });
  rmSync(replacement(dataDir), { recursive: true, force: true });
}

const marker = (dataDir: string): string => `${dataDir}.elsewhere`;
const replacement = (dataDir: string): string =>
  join(REACHABLE, createHash('sha256').update(dataDir).digest('hex').slice(0, 16));

/**
 * The marker in the checkout and its twin beside the data tell whether the data is this checkout's: a checkout that was
 * deleted and cloned again at the same path starts from nothing, as it would anywhere else.
 */
function elsewhere(dataDir: string): string {
  const folder = replacement(dataDir);
  const id = existsSync(marker(dataDir)) ? readFileSync(marker(dataDir), 'utf8') : randomUUID();
  const twin = join(folder, 'checkout-id');
  if (!existsSync(twin) || readFileSync(twin, 'utf8') !== id) {
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    letEveryoneIn(folder);
    writeFileSync(twin, id);
    writeFileSync(marker(dataDir), id);
  }
  return join(folder, 'postgres');
}

/** Whatever root's umask is: to read and to pass through, not to write. */
function letEveryoneIn(folder: string): void {
  chmodSync(REACHABLE, 0o755);
  spawnSync('chmod', ['-R', 'a+rX', folder]);
}

/** A cluster made by an ordinary user and now started by root goes on as that user's. */
function ownerOf(data: string, account: Account): Account {
  if (!('uid' in account) || !existsSync(data)) return account;
  const { uid, gid } = statSync(data);
  return uid === 0 ? account : { uid, gid };
}

function reachableBinaries({ home, version }: Binaries, account: Account): string {
  if (canEnter(account, join(home, 'bin'))) return join(home, 'bin');
  const copy = join(REACHABLE, `postgres-${version}`);
  if (!existsSync(copy)) {
    // Copied under another name first: a copy cut short must never be taken for a whole one.
    const half = `${copy}.${process.pid}`;
    cpSync(home, half, { recursive: true, verbatimSymlinks: true });
    letEveryoneIn(half);
    try {
      renameSync(half, copy);
    } catch (error) {
      rmSync(half, { recursive: true, force: true });
      if (!existsSync(copy)) throw error;
    }
  }
  return join(copy, 'bin');
}
