import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { freePort, removeCluster } from '@campusgraph/stack';
import { startDistributed } from '../../../infra/stack/src/distributed/start.ts';
import type { Benchmark, BenchmarkResult, Row } from '../benchmark.ts';
import { residentMb } from './memory.ts';

/** A graph of nine services may take so many times as long as an empty process and an empty Postgres. */
const TIME_MARK = 10;
/** Nothing is installed, made or loaded twice. */
const LATER_MARK = 0.5;
/** And the one process so many times the memory of an empty one. */
const MEMORY_MARK = 10;

export const startUp: Benchmark = {
  name: 'start-up',
  about:
    'time to ready and memory of the graph in one process and in ten, next to a Node process and a Postgres with nothing in them',
  run,
};

async function run(): Promise<BenchmarkResult> {
  const folder = mkdtempSync(join(tmpdir(), 'campusgraph-bench-'));
  const at = (name: string): string => join(folder, name);
  try {
    const rows: Row[] = [
      { what: 'bare, first', ...(await inOneProcess('run-bare.ts', at('bare'))) },
      { what: 'bare, later', ...(await inOneProcess('run-bare.ts', at('bare'))) },
      { what: 'npm start, first', ...(await inOneProcess('run-embedded.ts', at('one'))) },
      { what: 'npm start, later', ...(await inOneProcess('run-embedded.ts', at('one'))) },
      { what: 'ten processes, first', ...(await inTenProcesses(at('ten'))) },
      { what: 'ten processes, later', ...(await inTenProcesses(at('ten'))) },
    ];
    const [bareFirst, bareLater, first, later] = rows;
    return {
      rows,
      verdicts: [
        { what: 'npm start over bare, first', measured: over('readyMs', first, bareFirst), atMost: TIME_MARK },
        // An empty Postgres that opens its files again takes a tenth of a second: no measure for nine services.
        { what: 'npm start, later over first', measured: over('readyMs', later, first), atMost: LATER_MARK },
        { what: 'memory over a bare process', measured: over('memoryMb', later, bareLater), atMost: MEMORY_MARK },
      ],
      notes: [
        'Memory is the resident set of the Node processes when they are ready, without Postgres and NATS.',
        '`npm start` besides checks the installation and signs the demo users in.',
      ],
    };
  } finally {
    for (const name of ['bare', 'one', 'ten']) removeCluster(join(at(name), 'postgres'));
    removeCluster(at('bare'));
    rmSync(folder, { recursive: true, force: true });
  }
}

const over = (figure: string, ours: Row | undefined, bare: Row | undefined): number =>
  Number(ours?.[figure]) / Number(bare?.[figure]);

async function inOneProcess(script: string, dataDir: string): Promise<Row> {
  const started = performance.now();
  const file = fileURLToPath(new URL(script, import.meta.url));
  const child = spawn(process.execPath, [file, dataDir], { stdio: ['pipe', 'pipe', 'inherit'] });
  const ended = once(child, 'exit');
  const ready = Promise.race([
    once(child.stdout, 'data'),
    ended.then(() => Promise.reject(new Error(`${script} ended.`))),
  ]);
  await ready;
  const row = { readyMs: performance.now() - started, memoryMb: residentMb(child.pid) };
  child.stdin.end();
  await ended;
  return row;
}

async function inTenProcesses(dataDir: string): Promise<Row> {
  const started = performance.now();
  const graph = await startDistributed({ gatewayPort: await freePort(), dataDir, onLine: () => undefined });
  try {
    await graph.ready(new AbortController().signal);
    const readyMs = performance.now() - started;
    const memory = graph.processes.map((one) => ({ name: one.name, mb: residentMb(one.pid()) ?? Number.NaN }));
    const services = memory.filter(({ name }) => name !== 'gateway').map(({ mb }) => mb);
    return {
      readyMs,
      memoryMb: memory.reduce((sum, { mb }) => sum + mb, 0),
      gatewayMb: memory.find(({ name }) => name === 'gateway')?.mb ?? null,
      largestServiceMb: Math.max(...services),
    };
  } finally {
    await graph.stop();
  }
}
