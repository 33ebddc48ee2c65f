import { bodyOf } from './answers.ts';
import type { Contender, ContenderName } from './contenders.ts';
import type { Forked } from './fork.ts';
import type { Burst, BurstResult } from './load.ts';
import { type MeasuredQuery, QUERIES } from './queries.ts';

/** At so many connections a gateway is as busy as it can be, and the verdicts are taken. */
export const BUSY = 50;
export const CONNECTIONS: readonly number[] = [1, BUSY];
const SECONDS: Readonly<Record<number, number>> = { 1: 2, [BUSY]: 4 };
const WARM_UP_S = 8;

/** One gateway's bursts of one query at one number of connections, all rounds together. */
export interface Measured {
  contender: ContenderName;
  query: string;
  connections: number;
  requestsPerS: number;
  /** The median round's. */
  p50Ms: number;
  p95Ms: number;
  /** Of the gateway's process, all threads. */
  cpuMsPerRequest: number;
}

interface Round extends BurstResult {
  cpuMs: number;
}

/**
 * Round after round, query by query, each gateway in turn, so that a machine that slows down slows all of them. Before
 * the first round each has answered each query for a while, so that it is compiled.
 */
export async function measure(contenders: readonly Contender[], load: Forked, rounds: number): Promise<Measured[]> {
  for (const query of QUERIES)
    for (const { url } of contenders)
      await load.ask<BurstResult>({ url, connections: BUSY, seconds: WARM_UP_S, body: bodyOf(query) });
  const bursts = new Map<string, Round[]>();
  for (let round = 1; round <= rounds; round += 1) {
    for (const query of QUERIES) {
      console.log(`  round ${round} of ${rounds}: ${query.name}`);
      for (const connections of CONNECTIONS) {
        for (const contender of contenders) {
          const key = `${contender.name} ${query.name} ${connections}`;
          bursts.set(key, [...(bursts.get(key) ?? []), await burst(contender, load, { query, connections })]);
        }
      }
    }
  }
  return QUERIES.flatMap(({ name: query }) =>
    CONNECTIONS.flatMap((connections) =>
      contenders.map(({ name }) => ({
        contender: name,
        query,
        connections,
        ...together(bursts.get(`${name} ${query} ${connections}`) ?? []),
      })),
    ),
  );
}

async function burst(
  { name, url, process }: Contender,
  load: Forked,
  { query, connections }: { query: MeasuredQuery; connections: number },
): Promise<Round> {
  const asked: Burst = { url, connections, seconds: SECONDS[connections] ?? 1, body: bodyOf(query) };
  const before = await process.cpuMs();
  const result = await load.ask<BurstResult>(asked);
  const cpuMs = (await process.cpuMs()) - before;
  if (result.failed > 0) throw new Error(`${name} failed ${result.failed} of ${result.requests} requests.`);
  return { ...result, cpuMs };
}

function together(rounds: readonly Round[]): Omit<Measured, 'contender' | 'query' | 'connections'> {
  const sum = (part: keyof Round) => rounds.reduce((total, round) => total + round[part], 0);
  const median = (part: keyof Round) =>
    rounds.map((round) => round[part]).toSorted((a, b) => a - b)[Math.floor(rounds.length / 2)] ?? Number.NaN;
  return {
    requestsPerS: sum('requests') / sum('seconds'),
    p50Ms: median('p50Ms'),
    p95Ms: median('p95Ms'),
    cpuMsPerRequest: sum('cpuMs') / sum('requests'),
  };
}
