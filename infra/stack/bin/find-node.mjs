// Plain JavaScript for Node 20: this runs before anything is installed.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** From here on Node runs TypeScript as it is, without a flag. */
const NEEDED = [22, 18];

/** The path of a Node that can run the graph, or undefined. The one of npm comes first: it is the one we test with. */
export function findNode(checkout) {
  const fromNpm = join(checkout, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
  if (existsSync(fromNpm) && isNewEnough(versionOf(fromNpm))) return fromNpm;
  return isNewEnough(process.versions.node) ? process.execPath : undefined;
}

export const nodeMissing = `This needs Node.js ${NEEDED.join('.')} or newer to run, and this one is ${process.versions.node}.
  Usually npm brings its own (the package "node"), but its install script was not allowed to run, or it does not fit this machine.
  Allow it (npm rebuild node, without --ignore-scripts), or install Node.js 24 from https://nodejs.org.`;

// Asked by running it: a binary for another machine or libc is there and does not start.
function versionOf(path) {
  const { status, stdout } = spawnSync(path, ['--version'], { encoding: 'utf8' });
  return status === 0 ? stdout.trim().slice(1) : '0';
}

function isNewEnough(version) {
  const [major, minor = 0] = version.split('.').map(Number);
  return major > NEEDED[0] || (major === NEEDED[0] && minor >= NEEDED[1]);
}
