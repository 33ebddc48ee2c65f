import { chmodSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isAlive } from './process.ts';

const NAME = /^campusgraph-([a-z]+)-(\d+)-\w{6}$/;

/** A folder for one run, named after what is in it and our process, so that a later run can tell when it is abandoned. */
export function makeTemporaryFolder(content: string): string {
  const folder = mkdtempSync(join(tmpdir(), `campusgraph-${content}-${process.pid}-`));
  // A server under another account has to pass through; what is inside is its own to guard.
  chmodSync(folder, 0o711);
  return folder;
}

/** Deletes such folders of runs that were killed, after `release` has stopped what still uses them. */
export async function sweepTemporaryFolders(
  content: string,
  release: (folder: string) => Promise<void>,
): Promise<void> {
  for (const name of readdirSync(tmpdir())) {
    const [, kind, launcher] = NAME.exec(name) ?? [];
    if (kind !== content || isAlive(Number(launcher))) continue;
    const folder = join(tmpdir(), name);
    if (statSync(folder).uid !== process.getuid?.()) continue;
    await release(folder);
    rmSync(folder, { recursive: true, force: true });
  }
}
