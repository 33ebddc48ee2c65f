import { AckPolicy, type ConsumerInfo, DeliverPolicy, type JetStreamManager } from '@nats-io/jetstream';
import { nanos } from '@nats-io/transport-node';
import { isNotFound, type StreamNames } from './stream.ts';

/** Unless told that work goes on, the server gives a message up after this long and delivers it again. */
export const ACK_WAIT_MS = 30_000;
/** Bounds what lies in a consumer's memory. */
const MAX_UNACKNOWLEDGED = 2_000;

/**
 * The durable consumer at its place, with nothing in flight: everything after the last gapless acknowledgement comes next,
 * in order. What was delivered to a process that died, or was lost on the way, would otherwise come again only after
 * ACK_WAIT_MS, behind its successors; so the consumer is made anew at that place. Dying between the two calls is harmless:
 * without a consumer the next one starts at the beginning of the stream, and the inbox drops what was applied.
 *
 * It is not filtered: nats-server 2.9 allows one filter per consumer, and a consumer per type would lose the order of one
 * aggregate's events across types. What is not wanted is acknowledged unread (63–105k/s).
 */
export async function rewoundConsumer(
  jsm: JetStreamManager,
  names: StreamNames,
  consumer: string,
): Promise<ConsumerInfo> {
  const known = await consumerInfo(jsm, names, consumer);
  if (known && known.num_ack_pending === 0 && known.delivered.stream_seq === known.ack_floor.stream_seq) return known;
  if (known) await jsm.consumers.delete(names.stream, consumer);
  const start = known
    ? { deliver_policy: DeliverPolicy.StartSequence, opt_start_seq: known.ack_floor.stream_seq + 1 }
    : { deliver_policy: DeliverPolicy.All };
  return jsm.consumers.add(names.stream, {
    ...start,
    durable_name: consumer,
    ack_policy: AckPolicy.Explicit,
    ack_wait: nanos(ACK_WAIT_MS),
    max_ack_pending: MAX_UNACKNOWLEDGED,
    max_deliver: -1,
  });
}

/** Messages of the stream that this consumer has not acknowledged, itself or one before it. */
export async function unfinished(jsm: JetStreamManager, names: StreamNames, consumer: string): Promise<number> {
  const { state } = await jsm.streams.info(names.stream);
  const info = await consumerInfo(jsm, names, consumer);
  return Math.max(0, state.last_seq - Math.max(info?.ack_floor.stream_seq ?? 0, state.first_seq - 1));
}

async function consumerInfo(jsm: JetStreamManager, names: StreamNames, consumer: string): Promise<ConsumerInfo | null> {
  try {
    return await jsm.consumers.info(names.stream, consumer);
  } catch (error) {
    if (isNotFound(error)) return null;
    throw error;
  }
}
