#!/usr/bin/env node
// Plain JavaScript for Node 20, without dependencies: it installs them, finds a newer Node, and hands over to src/cli.ts.
import { spawn } from 'node:child_process';
import { delimiter, dirname, join, resolve } from 'node:path';
import { ensureDependencies } from './dependencies.mjs';
import { findNode, nodeMissing } from './find-node.mjs';

const checkout = resolve(import.meta.dirname ?? dirname(new URL(import.meta.url).pathname), '../../..');

// Nine services live on some 110 MB; left alone, V8 lets several times as much garbage gather before it looks. With these an import
// of thousands of leads stays under 300 MB, no slower. Bounds on the garbage, not on the heap: it still grows where it must.
const MEMORY = ['--max-semi-space-size=8', '--heap-growing-percent=30'];

function handOver(node) {
  const path = [dirname(node), join(checkout, 'node_modules', '.bin'), process.env.PATH ?? ''].join(delimiter);
  const child = spawn(
    node,
    [
      '--disable-warning=ExperimentalWarning',
      ...MEMORY,
      join(checkout, 'infra/stack/src/cli.ts'),
      ...process.argv.slice(2),
    ],
    {
      stdio: 'inherit',
      // Also for the services, which are processes of their own in the distributed run: what one has compiled the next one reads.
      env: { NODE_COMPILE_CACHE: join(checkout, 'node_modules/.cache/node'), ...process.env, PATH: path },
    },
  );
  // A signal to us alone must reach the child, which decides when it is done. The terminal's Ctrl-C reaches it twice:
  // stop-signal.ts takes two within a second for one.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.once('error', (error) => fail(`${node} does not start: ${error.message}`));
  child.once('exit', (code, signal) => {
    // As if the signal had ended us: 128 + its number is what a shell reports.
    process.exit(code ?? (signal === 'SIGINT' ? 130 : 143));
  });
}

function fail(message) {
  console.error(`\n${message}`);
  process.exit(1);
}

const failure = await ensureDependencies(checkout);
if (failure) fail(failure);
const node = findNode(checkout);
if (node) handOver(node);
else fail(nodeMissing);
