import { createLimiter } from '@campusgraph/graphql';

/** A full subgraph that has not answered anything for so long is taken for one that hangs. */
const STALLED_MS = 1_000;

/** Runs one fetch of a request. Rejects, without having begun, when the subgraph holds all that it may hold. */
export type Bulkhead = <Answer>(request: object, fetch: () => Promise<Answer>) => Promise<Answer>;

/**
 * What one subgraph may hold of the gateway's `requests`: half, and another quarter while it answers at all. A busy subgraph
 * is waited for; one that hangs costs the rest of the graph nothing more, and the fetches that it held are the probe that
 * shows when it is back.
 */
export function createBulkhead(requests: number): Bulkhead {
  /** Fetches under way of each request; the first of them took the place. */
  const holding = new Map<object, number>();
  let aliveAt = 0;
  const limiter = createLimiter({
    inFlight: Math.ceil(requests / 2),
    waiting: Math.ceil(requests / 4),
    patienceMs: STALLED_MS,
    isHopeless: () => performance.now() - aliveAt > STALLED_MS,
  });

  async function hold<Answer>(request: object, fetch: () => Promise<Answer>): Promise<Answer> {
    if (holding.size === 0) aliveAt = performance.now();
    holding.set(request, (holding.get(request) ?? 0) + 1);
    try {
      const answer = await fetch();
      aliveAt = performance.now();
      return answer;
    } finally {
      const left = (holding.get(request) ?? 1) - 1;
      if (left > 0) holding.set(request, left);
      else holding.delete(request);
    }
  }

  return (request, fetch) => (holding.has(request) ? hold(request, fetch) : limiter.run(() => hold(request, fetch)));
}
