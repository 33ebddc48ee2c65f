import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { LaunchError } from '../launch-error.ts';
import { saysDiskFull, withoutStamp } from './log-text.ts';
import type { Place } from './place.ts';

export interface RunningServer {
  /** Ends connections, writes everything out, and returns when the process is gone. */
  stop(): Promise<void>;
}

export interface ServerOptions {
  place: Place;
  port: number;
  /** Data that may be lost with the machine: nothing is synced to disk. */
  throwAway: boolean;
  /** Called with each line of the server's log. */
  log?: ((line: string) => void) | undefined;
}

/**
 * Nine services, each with a pool for requests, one for its relay and one for workers, and tests in parallel: 300 connections.
 * No Unix socket: its folder may not be writable, and its path has a limit of 107 bytes.
 */
const settings = ({ port, throwAway }: ServerOptions): string[] =>
  [
    ...[
      `port=${port}`,
      'listen_addresses=127.0.0.1',
      'unix_socket_directories=',
      'max_connections=300',
      'shared_buffers=128MB',
    ],
    ...['max_wal_size=512MB', 'timezone=UTC', 'log_timezone=UTC', 'logging_collector=off', 'log_checkpoints=off'],
    ...(throwAway ? ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'autovacuum_naptime=10s'] : []),
  ].flatMap((setting) => ['-c', setting]);

/** Starts the server and returns when it accepts connections. @throws LaunchError when it does not come up */
export async function runServer(options: ServerOptions): Promise<RunningServer> {
  const { place } = options;
  const child = spawn(join(place.binaries, 'postgres'), ['-D', place.data, ...settings(options)], {
    ...place.account,
    cwd: place.data,
    env: { PATH: process.env.PATH },
    stdio: ['ignore', 'ignore', 'pipe'],
    // In a group of its own: Ctrl-C must reach the services first, which still need the database to finish.
    detached: true,
  });
  const tail: string[] = [];
  const exited = new Promise<never>((_, reject) => {
    child.once('error', (error) => reject(startError(options, [error.message])));
    child.once('close', () => reject(startError(options, tail)));
  });
  exited.catch(() => undefined);
  const lines = createInterface({ input: child.stderr });
  const ready = new Promise<void>((resolve) => {
    lines.on('line', (line) => {
      options.log?.(line);
      tail.push(line);
      if (tail.length > 20) tail.shift();
      if (line.includes('database system is ready to accept connections')) resolve();
    });
  });
  await Promise.race([ready, exited]);
  return { stop: () => stop(child) };
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  // "Fast" shutdown: ends open connections instead of waiting for them.
  child.kill('SIGINT');
  await gone;
}

/** True when the failure was a port that somebody took between our choice and the server's start. */
export const isPortTaken = (error: unknown): boolean => error instanceof LaunchError && error.code === 'PORT_TAKEN';

function startError({ place, port }: ServerOptions, tail: readonly string[]): LaunchError {
  const text = tail.join('\n');
  const reason = withoutStamp(tail.find((line) => /FATAL|PANIC/.test(line)) ?? tail.at(-1) ?? 'it said nothing');
  if (/could not bind|Address already in use/.test(text)) {
    return new LaunchError(
      'PORT_TAKEN',
      `Port ${port} of 127.0.0.1 is taken.`,
      'Stop what listens there, or choose another.',
    );
  }
  if (saysDiskFull(text)) {
    return new LaunchError(
      'DISK_FULL',
      `The disk that holds ${place.data} is full: ${reason}`,
      'Free some space and start again; no data is lost.',
    );
  }
  if (/wrong ownership|Permission denied/.test(text)) {
    return new LaunchError(
      'POSTGRES_NOT_READABLE',
      `The database in ${place.data} belongs to another user: ${reason}`,
      'Start as that user, or delete the folder to start over.',
    );
  }
  if (/incompatible with server|not compatible with this version/.test(text)) {
    return new LaunchError(
      'POSTGRES_OTHER_VERSION',
      `The database in ${place.data} was made by another version of Postgres: ${reason}`,
      'Start over with `npm start -- --reset`, or dump it with the old version first.',
    );
  }
  return new LaunchError(
    'POSTGRES_NOT_STARTED',
    `Postgres did not start: ${reason}`,
    `Its last words:\n    ${tail.join('\n    ')}`,
  );
}
