import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { freePort } from '../free-port.ts';
import { LaunchError } from '../launch-error.ts';
import { findNatsServer } from './find-server.ts';
import { clearPreviousServer, PID_FILE, signAsLauncher } from './previous-server.ts';

export interface Nats {
  /** `nats://host:port` of a server with JetStream. */
  url: string;
  /** Ends the server, if it is ours; a given one is left alone. The stream stays in its folder. */
  stop(): Promise<void>;
}

export interface NatsOptions {
  /** Where JetStream keeps its files. */
  storeDir: string;
  /** Default: a free one. */
  port?: number;
  /** Its place in a cluster; alone when left out. */
  cluster?: ClusterPlace;
  /** A server that is there already (`NATS_URL`): used as it is, nothing is started. */
  url?: string | undefined;
}

/** One server of a cluster on 127.0.0.1. */
export interface ClusterPlace {
  /** Unique in the cluster. */
  server: string;
  cluster: string;
  /** Where the others reach this one. */
  port: number;
  /** Where every server of the cluster is reached, this one among them or not. */
  ports: readonly number[];
}

/**
 * A NATS server with JetStream, version 2.9.10 or newer: the given one, or our own on 127.0.0.1 without a password, which
 * is why it listens nowhere else.
 *
 * @throws LaunchError ALREADY_RUNNING, NATS_NOT_FOUND, NATS_NOT_INSTALLED, PORT_TAKEN, NATS_NOT_STARTED
 */
export async function startNats({ storeDir, port, cluster, url }: NatsOptions): Promise<Nats> {
  if (url) return { url, stop: async () => undefined };
  const server = await findNatsServer();
  await clearPreviousServer(storeDir);
  const chosen = port ?? (await freePort());
  mkdirSync(storeDir, { recursive: true });
  const pidFile = join(storeDir, PID_FILE);
  const args = [
    '--addr',
    '127.0.0.1',
    '--port',
    String(chosen),
    '--jetstream',
    '--store_dir',
    storeDir,
    '--pid',
    pidFile,
    ...(cluster ? clusterArguments(cluster) : []),
  ];
  const child = spawn(server, args, {
    cwd: storeDir,
    stdio: ['ignore', 'ignore', 'pipe'],
    // Not in our process group: Ctrl-C stops the services first, then we stop this.
    detached: true,
  });
  await whenReady(child, chosen);
  signAsLauncher(storeDir);
  return { url: `nats://127.0.0.1:${chosen}`, stop: () => stop(child) };
}

const clusterArguments = ({ server, cluster, port, ports }: ClusterPlace): string[] => [
  ...['--name', server, '--cluster_name', cluster, '--cluster', `nats://127.0.0.1:${port}`],
  ...['--routes', ports.map((one) => `nats://127.0.0.1:${one}`).join(',')],
];

async function whenReady(child: ChildProcess, port: number): Promise<void> {
  const tail: string[] = [];
  await new Promise<void>((resolve, reject) => {
    if (child.stderr === null) throw new Error('the server’s log is not a pipe');
    createInterface({ input: child.stderr }).on('line', (line) => {
      tail.push(line);
      if (tail.length > 20) tail.shift();
      if (line.includes('Server is ready')) resolve();
    });
    child.once('error', (error) => reject(startError(port, [error.message])));
    child.once('close', () => reject(startError(port, tail)));
  });
}

function startError(port: number, tail: readonly string[]): LaunchError {
  const reason = tail.findLast((line) => /\[(FTL|ERR)\]/.test(line)) ?? tail.at(-1) ?? 'it said nothing';
  if (/address already in use/.test(reason)) {
    return new LaunchError(
      'PORT_TAKEN',
      `Port ${port} of 127.0.0.1 is taken.`,
      'Stop what listens there, or choose another.',
    );
  }
  return new LaunchError(
    'NATS_NOT_STARTED',
    `nats-server did not start: ${reason}`,
    `Its last words:\n    ${tail.join('\n    ')}`,
  );
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  // SIGINT is NATS's orderly shutdown: JetStream writes out what it acknowledged.
  child.kill('SIGINT');
  await gone;
}
