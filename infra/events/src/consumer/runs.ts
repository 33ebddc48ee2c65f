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
    const candidate = latestOfType.get(event.type);
    const joins = candidate !== undefined && candidate >= (latestOfAggregate.get(event.aggregateId) ?? 0);
    const index = joins ? candidate : runs.push([]) - 1;
    runs[index]?.push(event);
    // What comes in its turn closes every run before it.
    if (!isBatched(event.type)) latestOfType = new Map();
    latestOfType.set(event.type, index);
    latestOfAggregate.set(event.aggregateId, index);
  }
  return runs;
}
