import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const PEERS = fileURLToPath(new URL('../peers/', import.meta.url));

export const HIVE_GATEWAY = `${PEERS}node_modules/@graphql-hive/gateway/dist/bin.js`;
export const HIVE_SETTINGS = ['--config-path', `${PEERS}hive.config.mjs`];

/**
 * Installs Hive Gateway into a folder of its own when it is not there yet: 745 packages that nothing else needs. Resolves
 * to why it cannot be had, or to undefined.
 */
export async function installHive(): Promise<string | undefined> {
  if (existsSync(HIVE_GATEWAY)) return undefined;
  console.log('Hive Gateway is installed once into tests/benchmarks/peers (500 MB) …');
  const npm = spawn('npm', ['ci', '--ignore-scripts', '--no-progress'], {
    cwd: PEERS,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let printed = '';
  for (const stream of [npm.stdout, npm.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => {
      printed += text;
    });
  const [code] = await Promise.race([once(npm, 'close'), once(npm, 'error')]);
  return code === 0
    ? undefined
    : `npm ci in tests/benchmarks/peers failed: ${printed.trim().split('\n').at(-1) ?? code}`;
}
