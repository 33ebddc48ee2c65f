import { generateSigningKey } from '@campusgraph/auth';
import { type Graph, provisionAll, startGraph } from '@campusgraph/stack';
import pg from 'pg';
import { databaseUrl } from '../support/database-url.ts';
import { type Roll, workloadsOf } from './rolls.ts';
import { furnishSchool } from './school.ts';

/** The services that a roll passes through, and whose statements are the limit. */
export const SERVICES = ['attendance', 'billing'] as const;
/** A copy of a service's database as it was before the first roll; the replays keep it in step. */
export const twinOf = (database: string): string => `twin_${database}`;

const WEEK_MS = 7 * 24 * 3_600_000;

/** A week after the school was furnished: every lesson has begun. */
export const clock = (): Date => new Date(Date.now() + WEEK_MS);

export interface Setting {
  /** By workload, a list of rolls for each round. */
  rounds: ReadonlyMap<string, Roll[][]>;
  /** Starts the services that a roll passes through, and the gateway. */
  start(options: { natsUrl?: string }): Promise<Graph>;
}

/** A school, the lessons of `count` rounds, and the twins of it all. */
export async function prepare(adminUrl: string, count: number): Promise<Setting> {
  const databases = await provisionAll(adminUrl);
  const keys = { gateway: await generateSigningKey(), accessTokens: await generateSigningKey() };
  const common = { databases, keys, port: 0, host: '127.0.0.1', logLevel: 'error' };
  const now = () => new Date();
  const whole = await startGraph({ ...common, clock: now });
  await furnishSchool(whole, now).finally(() => whole.stop());
  const rounds = await connected(databaseUrl(adminUrl, 'attendance'), (client) => makeRounds(client, count));
  await connected(adminUrl, async (client) => {
    for (const service of SERVICES) await client.query(`create database ${twinOf(service)} template ${service}`);
  });
  const services = ['organization', ...SERVICES] as const;
  return { rounds, start: (options) => startGraph({ ...common, ...options, clock, services }) };
}

async function makeRounds(client: pg.Client, count: number): Promise<Map<string, Roll[][]>> {
  const rounds = new Map<string, Roll[][]>();
  for (const [name, makeRound] of Object.entries(await workloadsOf(client))) {
    const made: Roll[][] = [];
    for (let round = 0; round < count; round += 1) made.push(await makeRound());
    rounds.set(name, made);
  }
  return rounds;
}

async function connected<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
