import { headers } from '@nats-io/transport-node';
import type { OutboundMessage } from '../transport.ts';
import type { Bus } from './link.ts';
import type { StreamNames } from './stream.ts';

export const CORRELATION_HEADER = 'x-correlation-id';
const ACK_TIMEOUT_MS = 5_000;

/**
 * Publishes in order. Messages of different aggregates go out together; one whose aggregate is in flight already waits for
 * the acknowledgement, because a message that is lost in the middle and sent again would come after its successor.
 */
export async function publishInOrder(
  { js }: Bus,
  names: StreamNames,
  messages: readonly OutboundMessage[],
): Promise<void> {
  for (const segment of segmentsOf(messages)) {
    const outcomes = await Promise.allSettled(
      segment.map(({ id, type, correlationId, body }) =>
        js.publish(`${names.prefix}.${type}`, body, {
          msgID: id,
          headers: correlation(correlationId),
          timeout: ACK_TIMEOUT_MS,
          expect: { streamName: names.stream },
        }),
      ),
    );
    const failure = outcomes.find((outcome) => outcome.status === 'rejected');
    if (failure) throw failure.reason;
  }
}

/** Consecutive stretches in which no aggregate occurs twice. */
export function segmentsOf(messages: readonly OutboundMessage[]): OutboundMessage[][] {
  const segments: OutboundMessage[][] = [];
  let seen = new Set<string>();
  for (const message of messages) {
    if (segments.length === 0 || seen.has(message.aggregateId)) {
      segments.push([]);
      seen = new Set();
    }
    segments.at(-1)?.push(message);
    seen.add(message.aggregateId);
  }
  return segments;
}

/** A correlation id may come from a client; what a header cannot carry is left out (the envelope has it all the same). */
export function correlation(correlationId: string) {
  const made = headers();
  if (/^[\x20-\x7e]{1,200}$/.test(correlationId)) made.set(CORRELATION_HEADER, correlationId);
  return made;
}
