import { hostname } from 'node:os';
import type { Logger } from '@campusgraph/logging';
import pg from 'pg';
import { backoff, pause } from './pause.ts';

/** A replica that does not lead asks this often; asking is one cheap call and holds no snapshot, as waiting would. */
const ASK_AGAIN_MS = 250;

export interface LeadOptions {
  /** Connection of the system role. The lock lives and dies with this one session. */
  url: string;
  /** Advisory locks are per database, so the name needs no service in it. */
  lock: string;
  signal: AbortSignal;
  logger: Logger;
  /** Runs while this process leads; `signal` aborts when the lead is lost or given up. Throwing gives the lead up for a moment. */
  work(client: pg.Client, signal: AbortSignal): Promise<void>;
}

/** Runs `work` in at most one process at a time, by session advisory lock; comes back after every failure until `signal` aborts. */
export async function leadWhile(options: LeadOptions): Promise<void> {
  const { signal, logger, lock } = options;
  const delay = backoff(100, 5_000);
  while (!signal.aborted) {
    try {
      await serveTerm(options, delay.reset);
    } catch (error) {
      if (signal.aborted) return;
      logger.warn({ err: error, lock }, 'lost the lead, trying again');
      await pause(delay.next(), signal);
    }
  }
}

async function serveTerm({ url, lock, signal, work }: LeadOptions, onElected: () => void): Promise<void> {
  // pg_stat_activity tells who leads. The name of a host may be long: what Postgres cuts off is its end.
  const name = `campusgraph ${lock} ${process.pid}@${hostname()}`;
  const client = new pg.Client({ connectionString: url, application_name: name, keepAlive: true });
  const lost = new AbortController();
  client.on('error', (error) => lost.abort(error));
  client.on('end', () => lost.abort(new Error('The connection that held the lead has ended.')));
  try {
    await client.connect();
    const term = AbortSignal.any([signal, lost.signal]);
    while (!term.aborted && !(await tryLock(client, lock))) await pause(ASK_AGAIN_MS, term);
    if (!term.aborted) {
      onElected();
      await work(client, term);
    }
    if (lost.signal.aborted) throw lost.signal.reason;
  } finally {
    await client.end().catch(() => {});
  }
}

async function tryLock(client: pg.Client, lock: string): Promise<boolean> {
  const { rows } = await client.query<{ held: boolean }>(
    'select pg_try_advisory_lock(hashtextextended($1, 0)) as held',
    [`campusgraph ${lock}`],
  );
  return rows[0]?.held === true;
}
