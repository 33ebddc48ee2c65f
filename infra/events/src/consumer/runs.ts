import type { EventEnvelope } from '@campusgraph/contracts';

/**
 * Splits events into runs of one type, to be handled run by run. An event of a type that is not `batched` comes exactly in
 * its turn. Batched ones are gathered into an earlier run of their type, unless that would overtake an event of the same
 * aggregate.
 */
export function runsOf(events: readonly EventEnvelope[], isBatched: (type: string) => boolean): EventEnvelope[][] {
  const runs: EventEnvelope[][] = [];
  let latestOfType = new Map<string, number>();
  const latestOfAggregate = new Map<string, number>();
  for (const event of events) {
    const gathers = isBatched(event.type);
    // Earliest run it may join: the one that its aggregate is in, or the very last when it must come in its turn.
    const earliest = gathers ? (latestOfAggregate.get(event.aggregateId) ?? 0) : runs.length - 1;
    const candidate = latestOfType.get(event.type) ?? -1;
    const index = candidate >= Math.max(earliest, 0) ? candidate : runs.push([]) - 1;
    runs[index]?.push(event);
    // What comes in its turn closes every run before it.
    if (!gathers) latestOfType = new Map();
    latestOfType.set(event.type, index);
    latestOfAggregate.set(event.aggregateId, index);
  }
  return runs;
}
