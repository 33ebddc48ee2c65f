import type { EventDefinition, EventEnvelope } from '@campusgraph/contracts';
import type { UnitOfWork } from '@campusgraph/persistence';

/** What a service does about one type of event. Made by `on` or `onBatch`. */
export interface Subscription {
  readonly event: EventDefinition;
  /** Handles many at once, gathered from between events of other such types; the order per aggregate is kept. */
  readonly batched: boolean;
  /** Does nothing but keep derived tables. See `derived`. */
  readonly derives: boolean;
  handle(events: readonly EventEnvelope[], unit: UnitOfWork): Promise<void>;
}

/**
 * Handles one event at a time, each after everything that came before it. The unit of work is a SERVICE principal's of the
 * event's organization; what it changes and records commits together with the inbox row, so the effect happens once.
 * Throwing means "not yet": the event is tried again, later events of its aggregate wait, and after the last try it is parked.
 */
export function on<Data>(
  event: EventDefinition<Data>,
  handle: (event: EventEnvelope<Data>, unit: UnitOfWork) => Promise<void>,
): Subscription {
  return {
    event: event as EventDefinition,
    batched: false,
    derives: false,
    async handle(events, unit) {
      for (const one of events) {
        await handle(one as EventEnvelope<Data>, unit.correlated(one.correlationId));
        // The next handler may read by SQL what this one left in the identity map, and must not pay for flushing it again.
        await unit.em.flush();
        unit.em.clear();
      }
    },
  };
}

/**
 * Handles up to some hundreds of events of one type and one organization at once: for read models at volume. They are in
 * order per aggregate; apart from that, events of other `onBatch` types may have come in between.
 */
export function onBatch<Data>(
  event: EventDefinition<Data>,
  handle: (events: readonly EventEnvelope<Data>[], unit: UnitOfWork) => Promise<void>,
): Subscription {
  return {
    event: event as EventDefinition,
    batched: true,
    derives: false,
    handle: (events, unit) => handle(events as readonly EventEnvelope<Data>[], unit),
  };
}

/**
 * Marks handlers that do nothing but keep the service's derived tables (`DatabaseSchema.derived`), and that a rebuild therefore
 * runs over the logs once more. A handler that has another effect besides is two subscriptions to the same event; then what
 * it derives must bear being applied twice.
 */
export const derived = (...subscriptions: readonly Subscription[]): Subscription[] =>
  subscriptions.map((one) => ({ ...one, derives: true }));
