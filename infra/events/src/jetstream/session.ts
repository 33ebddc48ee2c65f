import type { ConsumerMessages, JsMsg } from '@nats-io/jetstream';
import { doorbell } from '../pause.ts';
import { BATCH_SIZE, type ConsumeOptions } from '../transport.ts';
import type { Bus } from './link.ts';
import { ACK_WAIT_MS, rewoundConsumer } from './position.ts';
import type { StreamNames } from './stream.ts';

/**
 * The server says this often that it is there; two silences later we ask again. The client's own choice is 15 s: that long
 * twice over nothing would arrive after the server that leads the consumer has died.
 */
const HEARTBEAT_MS = 2_000;

/** What has been delivered and is not acknowledged yet, in order of delivery. */
interface Received {
  queue: JsMsg[];
  /** The batch in the handler's hands. */
  inHand: JsMsg[];
}

/**
 * Consumes in order until something is lost, then throws: the next session starts again after the last acknowledgement.
 * Resolves when `stopping` aborts.
 */
export async function runSession(
  bus: Bus,
  names: StreamNames,
  options: ConsumeOptions,
  stopping: AbortSignal,
): Promise<void> {
  const info = await rewoundConsumer(bus.jsm, names, options.consumer);
  const consumer = await bus.js.consumers.get(names.stream, options.consumer);
  const received: Received = { queue: [], inHand: [] };
  const bell = doorbell();
  const broken = new AbortController();
  const over = AbortSignal.any([stopping, broken.signal, bus.dropped]);
  let expected = info.delivered.consumer_seq + 1;
  const messages = await consumer.consume({
    max_messages: BATCH_SIZE * 2,
    expires: 30_000,
    idle_heartbeat: HEARTBEAT_MS,
    abort_on_missing_resource: true,
    callback(message) {
      const { deliverySequence } = message.info;
      // A gap: something was sent and did not arrive. Going on would apply its successors first.
      if (deliverySequence !== expected) broken.abort(new Error(`Delivery ${expected} was lost on the way.`));
      if (over.aborted) return;
      expected = deliverySequence + 1;
      received.queue.push(message);
      bell.ring();
    },
  });
  watchEnd(messages, broken);
  // Whoever still works on a message says so, or the server would deliver it again.
  const heartbeat = setInterval(() => {
    for (const message of [...received.inHand, ...received.queue]) message.working();
  }, ACK_WAIT_MS / 3);
  try {
    await work(received, bell, names, options, over, stopping);
  } finally {
    clearInterval(heartbeat);
    await messages.close().catch(() => {});
  }
  if (!stopping.aborted) throw broken.signal.reason ?? new Error('The connection to NATS dropped.');
}

async function work(
  received: Received,
  bell: ReturnType<typeof doorbell>,
  names: StreamNames,
  { types, handle }: ConsumeOptions,
  over: AbortSignal,
  stopping: AbortSignal,
): Promise<void> {
  const wanted = new Map(types.map((type) => [`${names.prefix}.${type}`, type]));
  while (!over.aborted) {
    received.inHand = received.queue.splice(0, BATCH_SIZE);
    if (received.inHand.length === 0) {
      await bell.wait(60_000, over);
      continue;
    }
    const deliveries = received.inHand.flatMap((message) => {
      const type = wanted.get(message.subject);
      return type === undefined ? [] : [{ type, body: message.string() }];
    });
    if (deliveries.length > 0) await handle(deliveries, stopping);
    // After the end of a session its messages come again in the next; the inbox knows them.
    if (over.aborted) return;
    for (const message of received.inHand) message.ack();
  }
}

function watchEnd(messages: ConsumerMessages, broken: AbortController): void {
  void messages.closed().then((reason) => broken.abort(reason ?? new Error('The consumer was closed.')));
}
