import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { LaunchError } from '../launch-error.ts';

/** Whom the server runs as; empty when it runs as whoever we are. In the shape of `spawn`'s options. */
export type Account = { uid: number; gid: number } | Record<string, never>;

/** Postgres refuses to run as root: under root it runs as the user `postgres`, made if the system has none. */
export function serverAccount(): Account {
  if (process.getuid?.() !== 0) return {};
  const found = lookUp('postgres');
  if (found) return found;
  // Debian, Red Hat and their like have useradd; Alpine's busybox has adduser.
  spawnSync('useradd', ['--system', '--no-create-home', '--shell', '/usr/sbin/nologin', '--user-group', 'postgres']);
  if (!lookUp('postgres')) spawnSync('adduser', ['-S', '-D', '-H', 'postgres']);
  const made = lookUp('postgres');
  if (made) return made;
  throw new LaunchError(
    'POSTGRES_NEEDS_A_USER',
    'Postgres does not run as root, and a system user `postgres` could not be made.',
    'Run as an ordinary user, or add a user named postgres.',
  );
}

function lookUp(name: string): Account | undefined {
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((entry) => entry.startsWith(`${name}:`));
  const [, , uid, gid] = line?.split(':') ?? [];
  return uid && gid ? { uid: Number(uid), gid: Number(gid) } : undefined;
}

/** Can the account enter this folder? Asked of the system, so that ACLs and mounts count as they really do. */
export function canEnter(account: Account, folder: string): boolean {
  if (!('uid' in account)) return true;
  const tried = spawnSync('/bin/sh', ['-c', 'cd "$0"', folder], { ...account, cwd: '/', stdio: 'ignore' });
  if (tried.error) {
    throw new LaunchError(
      'POSTGRES_NEEDS_A_USER',
      `Postgres does not run as root, and this process may not switch to the user postgres (${tried.error.message}).`,
      'Run as an ordinary user, or allow the container to change users (CAP_SETUID, CAP_SETGID).',
    );
  }
  return tried.status === 0;
}
