import type { Principal } from '@campusgraph/auth';
import type { EventEnvelope } from '@campusgraph/contracts';
import type { Logger } from '@campusgraph/logging';
import type { Database } from '@campusgraph/persistence';
import type pg from 'pg';
import { type ConsumerOptions, consumeBatch, type RetryPolicy } from './consumer/consumer.ts';
import { leadWhile } from './leader.ts';
import { type LogFilter, type LoggedEvent, readLog, republishLog } from './log.ts';
import { onReplayRequested } from './parked/on-replay-requested.ts';
import type { ParkedMessage } from './parked/parked-messages.ts';
import { replayParked } from './parked/replay-parked.ts';
import { doorbell, pause } from './pause.ts';
import { derivedFrom, rebuildDerived } from './rebuild/rebuild-derived.ts';
import { relayOutbox } from './relay.ts';
import type { Subscription } from './subscription.ts';
import type { ConsumeOptions, EventTransport } from './transport.ts';

/** A running service's part in the events: its relay and its consumer. */
export interface EventRuntime {
  /** The service's name. */
  readonly service: string;
  /** Starts emptying the outbox. With an embedded transport: after the consumers of every service have started. */
  startRelay(): void;
  /** Resolves when the outbox is empty and everything delivered so far is applied or parked. The relay must run somewhere. */
  idle(): Promise<void>;
  /** Events published and applied by this process so far; two equal readings mean that nothing moved in between. */
  activity(): number;
  /** Finishes what is in hand and stops; what is left stays in the outbox and the stream. */
  stop(): Promise<void>;
  /** See `replayParked`. */
  replayParked(principal: Principal, id: string): Promise<ParkedMessage>;
  /** What this service recorded; see `readLog`. */
  log(filter?: LogFilter): AsyncGenerator<LoggedEvent>;
  /** Publishes what this service recorded once more; see `republishLog`. */
  republish(): Promise<number>;
  /** Types of the events that its derived tables are made of. */
  readonly derivedFrom: readonly string[];
  /** Builds its derived tables anew; see `rebuildDerived`. */
  rebuild(organizationId: string, events: AsyncIterable<EventEnvelope>): Promise<void>;
}

export interface EventOptions {
  database: Database;
  transport: EventTransport;
  subscriptions: readonly Subscription[];
  clock: () => Date;
  logger: Logger;
  /** Default: 5 tries, 100 ms before the second (then 300, 900, 2,700 ms). */
  retry?: RetryPolicy;
}

const DEFAULT_RETRY: RetryPolicy = { tries: 5, firstDelayMs: 100 };

/** Starts a service's consumer; its relay starts with `startRelay`. The database must be migrated. */
export async function startEvents(options: EventOptions): Promise<EventRuntime> {
  const { database, transport, logger, clock } = options;
  const applier = { database, subscriptions: options.subscriptions, clock };
  // Who applies nothing parks nothing either.
  const subscriptions = options.subscriptions.length > 0 ? [...options.subscriptions, onReplayRequested(applier)] : [];
  const stopping = new AbortController();
  const bell = doorbell();
  database.onRecorded(bell.ring);
  let activity = 0;
  const count = (events: number) => {
    activity += events;
  };
  const retry = options.retry ?? DEFAULT_RETRY;
  const consumer: ConsumerOptions = { ...options, subscriptions, retry, onApplied: count };
  const stopConsuming = await startConsumer(consumer, stopping.signal);
  let relaying: Promise<void> | undefined;
  return {
    service: database.service,
    startRelay() {
      relaying ??= leadWhile({
        url: database.urls.system,
        lock: 'relay',
        signal: stopping.signal,
        logger,
        work: (client, signal) => relayOutbox(client, { transport, bell, logger, onPublished: count }, signal),
      });
    },
    async idle() {
      const consumer = subscriptions.length > 0 ? database.service : null;
      while (!stopping.signal.aborted && !(await isIdle(database, transport, consumer))) await pause(10);
    },
    activity: () => activity,
    async stop() {
      stopping.abort();
      await Promise.all([relaying, stopConsuming()]);
    },
    replayParked: (principal, id) => replayParked(applier, principal, id),
    log: (filter) => readLog(database, filter),
    republish: () => republishLog(database, transport),
    derivedFrom: derivedFrom(options.subscriptions),
    rebuild: (organizationId, events) => rebuildDerived(applier, organizationId, events),
  };
}

/**
 * Resolves when nothing moves any more among these services: each is idle, and none published or applied anything while
 * the others were looked at. For tests and for loading the demo.
 */
export async function settled(runtimes: readonly EventRuntime[]): Promise<void> {
  const activity = () => runtimes.reduce((sum, runtime) => sum + runtime.activity(), 0);
  for (let before = -1; before !== activity(); ) {
    before = activity();
    await Promise.all(runtimes.map((runtime) => runtime.idle()));
  }
}

async function startConsumer(options: ConsumerOptions, signal: AbortSignal): Promise<() => Promise<void>> {
  const { database, transport, subscriptions, logger } = options;
  if (subscriptions.length === 0) return async () => {};
  const consume: ConsumeOptions = {
    consumer: database.service,
    types: [...new Set(subscriptions.map(({ event }) => event.type))],
    handle: (deliveries, stopped) => consumeBatch(options, deliveries, stopped),
  };
  if (!transport.durable) {
    // Deliveries come from relays of this very process, each of which leads; a second lock would only lose messages.
    const consumption = await transport.consume(consume);
    return () => consumption.stop();
  }
  const leading = leadWhile({
    url: database.urls.system,
    lock: 'consumer',
    signal,
    logger,
    async work(client, term) {
      const consumption = await transport.consume(consume);
      try {
        await keepAlive(client, term);
      } finally {
        await consumption.stop();
      }
    },
  });
  return () => leading;
}

/** A lock whose connection died silently is nobody's; asking shows it. */
async function keepAlive(client: pg.Client, term: AbortSignal): Promise<void> {
  while (!term.aborted) {
    await pause(2_000, term);
    if (!term.aborted) await client.query('select 1');
  }
}

async function isIdle(database: Database, transport: EventTransport, consumer: string | null): Promise<boolean> {
  const { rows } = await database.system((client) =>
    client.query<{ empty: boolean }>('select not exists (select 1 from events.outbox) as empty'),
  );
  return rows[0]?.empty === true && (consumer === null || (await transport.pending(consumer)) === 0);
}
