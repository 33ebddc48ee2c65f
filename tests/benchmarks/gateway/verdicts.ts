import type { Row, Verdict } from '../benchmark.ts';
import type { ContenderName } from './contenders.ts';
import { BUSY, type Measured } from './measure.ts';
import { QUERIES } from './queries.ts';

/** Those that must be beaten; Hive's JavaScript executor is there to be looked at. */
const PEERS: readonly ContenderName[] = ['@apollo/gateway', 'Hive Gateway, Rust'];
const AT_LEAST: Readonly<Record<string, number>> = { 'two fetches': 1.5 };

export const rowsOf = (measured: readonly Measured[]): Row[] => measured.map((one) => ({ ...one }));

/** At 50 connections: how many times a peer's requests/s, and how many times less CPU per request. */
export function verdictsOf(measured: readonly Measured[]): Verdict[] {
  const busy = (contender: ContenderName, query: string) =>
    measured.find((one) => one.contender === contender && one.query === query && one.connections === BUSY);
  return QUERIES.flatMap(({ name: query }) =>
    PEERS.flatMap((peer) => {
      const ours = busy('ours', query);
      const theirs = busy(peer, query);
      if (!ours || !theirs) return [];
      const atLeast = AT_LEAST[query] ?? 1;
      return [
        {
          what: `${query}: our requests/s over ${peer}'s`,
          measured: ours.requestsPerS / theirs.requestsPerS,
          atLeast,
        },
        {
          what: `${query}: ${peer}'s CPU per request over ours`,
          measured: theirs.cpuMsPerRequest / ours.cpuMsPerRequest,
          atLeast,
        },
      ];
    }),
  );
}
