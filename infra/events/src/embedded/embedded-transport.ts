import { BATCH_SIZE, type ConsumeOptions, type Delivery, type EventTransport } from '../transport.ts';

interface Parcel {
  deliveries: Delivery[];
  done(): void;
  failed(error: unknown): void;
}

interface Consumer {
  wanted: ReadonlySet<string>;
  waiting: Parcel[];
  /** Deliveries in `waiting` and in the hands of `handle`. */
  pending: number;
  /** Null once it has stopped. It stays known, so that nothing is published past it. */
  running: { options: ConsumeOptions; stopping: AbortController; drained: Promise<void> } | null;
}

/**
 * Carries events inside one process, straight out of the outbox: nothing is kept here, the outbox is the record.
 * `publish` resolves when every consumer of the types has applied or parked them, and rejects when one could not, or has
 * stopped; then the relay tries again. A consumer only ever waits for its own database, never for a relay (what its handlers
 * record goes into its outbox), so two services that listen to each other cannot lock each other up.
 * Every consumer must be there before the first relay starts.
 */
export function createEmbeddedTransport(): EventTransport {
  const consumers = new Map<string, Consumer>();
  return {
    durable: false,
    async publish(messages) {
      const parcels = [...consumers].flatMap(([name, consumer]) => {
        const deliveries = messages.filter(({ type }) => consumer.wanted.has(type));
        return deliveries.length === 0 ? [] : [{ name, consumer, deliveries }];
      });
      const stopped = parcels.find(({ consumer }) => consumer.running === null);
      if (stopped) throw new Error(`The consumer ${stopped.name} has stopped; its events wait in the outbox.`);
      // All must settle before the relay may come again, or a second copy would overtake what is still being applied.
      const outcomes = await Promise.allSettled(parcels.map(({ consumer, deliveries }) => hand(consumer, deliveries)));
      const failure = outcomes.find((outcome) => outcome.status === 'rejected');
      if (failure) throw failure.reason;
    },
    async consume(options) {
      const consumer = consumers.get(options.consumer) ?? { wanted: new Set(), waiting: [], pending: 0, running: null };
      if (consumer.running) throw new Error(`${options.consumer} consumes already in this process.`);
      consumers.set(options.consumer, consumer);
      consumer.wanted = new Set(options.types);
      consumer.running = { options, stopping: new AbortController(), drained: Promise.resolve() };
      return { stop: () => stopConsumer(consumer, options) };
    },
    pending: async (name) => consumers.get(name)?.pending ?? 0,
    async close() {
      await Promise.all([...consumers.values()].map((consumer) => stopConsumer(consumer, consumer.running?.options)));
    },
  };
}

function hand(consumer: Consumer, deliveries: Delivery[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const first = consumer.pending === 0;
    consumer.waiting.push({ deliveries, done: resolve, failed: reject });
    consumer.pending += deliveries.length;
    if (first && consumer.running) consumer.running.drained = drain(consumer, consumer.running);
  });
}

/** Hands over what waits, several relays' parcels at once where they fit, until nothing waits. */
async function drain(consumer: Consumer, running: NonNullable<Consumer['running']>): Promise<void> {
  while (consumer.waiting.length > 0) {
    const parcels = takeBatch(consumer.waiting);
    const deliveries = parcels.flatMap((parcel) => parcel.deliveries);
    try {
      if (running.stopping.signal.aborted) throw new Error(`The consumer ${running.options.consumer} is stopping.`);
      await running.options.handle(deliveries, running.stopping.signal);
      for (const parcel of parcels) parcel.done();
    } catch (error) {
      for (const parcel of parcels) parcel.failed(error);
    } finally {
      consumer.pending -= deliveries.length;
    }
  }
}

function takeBatch(waiting: Parcel[]): Parcel[] {
  const batch: Parcel[] = [];
  let size = 0;
  while (waiting[0] && (batch.length === 0 || size + waiting[0].deliveries.length <= BATCH_SIZE)) {
    const parcel = waiting.shift() as Parcel;
    batch.push(parcel);
    size += parcel.deliveries.length;
  }
  return batch;
}

async function stopConsumer(consumer: Consumer, options: ConsumeOptions | undefined): Promise<void> {
  const running = consumer.running;
  if (!running || running.options !== options) return;
  consumer.running = null;
  running.stopping.abort();
  await running.drained;
}
