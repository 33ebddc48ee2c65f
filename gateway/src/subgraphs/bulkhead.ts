import { createLimiter } from '@campusgraph/graphql';

/** A full subgraph that has not answered anything for so long is taken for one that hangs. */
const STALLED_MS = 1_000;

/** Runs one fetch from a subgraph. Rejects, without having begun, when the subgraph holds all that it may hold. */
export type Bulkhead = <Answer>(fetch: () => Promise<Answer>) => Promise<Answer>;

/**
 * What one subgraph may hold of the gateway: half of its requests, and another quarter while it answers at all. A busy
 * subgraph is waited for; one that hangs costs the rest of the graph nothing more, and the fetches that it held are the
 * probe that shows when it is back.
 */
export function createBulkhead(requests: number): Bulkhead {
  let fetching = 0;
  let aliveAt = 0;
  const limiter = createLimiter({
    inFlight: Math.ceil(requests / 2),
    waiting: Math.ceil(requests / 4),
    patienceMs: STALLED_MS,
    isHopeless: () => performance.now() - aliveAt > STALLED_MS,
  });
  return (fetch) =>
    limiter.run(async () => {
      if (fetching === 0) aliveAt = performance.now();
      fetching += 1;
      try {
        const answer = await fetch();
        aliveAt = performance.now();
        return answer;
      } finally {
        fetching -= 1;
      }
    });
}
