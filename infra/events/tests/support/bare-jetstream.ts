// JetStream with nothing of ours around it: what the events of ours are measured against.
import { AckPolicy, type JsMsg, jetstream, jetstreamManager } from '@nats-io/jetstream';
import { connect } from '@nats-io/transport-node';

export interface BareMessage {
  id: string;
  body: string;
}

export interface BareStream {
  /** Publishes all at once and resolves when the server has acknowledged each. */
  publish(messages: readonly BareMessage[]): Promise<void>;
  /** Calls `handle` with what has arrived, at most `batch` at a time, and acknowledges it then. */
  consume(batch: number, handle: (bodies: string[]) => Promise<void>): Promise<{ stop(): Promise<void> }>;
  close(): Promise<void>;
}

/** A new stream on disk with one durable consumer, as `connectJetStream` would make them. */
export async function openBareStream(servers: string, stream: string): Promise<BareStream> {
  const nc = await connect({ servers, noAsyncTraces: true });
  const js = jetstream(nc);
  const jsm = await jetstreamManager(nc);
  const subject = `${stream.toLowerCase()}.all`;
  await jsm.streams.add({ name: stream, subjects: [subject] });
  return {
    async publish(messages) {
      await Promise.all(messages.map(({ id, body }) => js.publish(subject, body, { msgID: id })));
    },
    async consume(batch, handle) {
      await jsm.consumers.add(stream, {
        durable_name: 'bare',
        ack_policy: AckPolicy.Explicit,
        max_ack_pending: 4 * batch,
      });
      const consumer = await js.consumers.get(stream, 'bare');
      const messages = await consumer.consume({ max_messages: 2 * batch });
      const working = work(messages, batch, handle);
      return {
        async stop() {
          await messages.close();
          await working;
        },
      };
    },
    close: () => nc.close(),
  };
}

/** Gathers what arrives while the batch before it is handled. */
async function work(
  messages: AsyncIterable<JsMsg>,
  batch: number,
  handle: (bodies: string[]) => Promise<void>,
): Promise<void> {
  const queue: JsMsg[] = [];
  let handling: Promise<void> | undefined;
  const drain = async () => {
    while (queue.length > 0) {
      const inHand = queue.splice(0, batch);
      await handle(inHand.map((message) => message.string()));
      for (const message of inHand) message.ack();
    }
    handling = undefined;
  };
  for await (const message of messages) {
    queue.push(message);
    handling ??= drain();
  }
  await handling;
}
