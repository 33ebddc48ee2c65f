import type { Logger } from '@campusgraph/logging';
import { backoff, pause } from '../pause.ts';
import type { ConsumeOptions, DeadLetter, EventTransport } from '../transport.ts';
import { type Bus, openLink } from './link.ts';
import { unfinished } from './position.ts';
import { publishInOrder } from './publish.ts';
import { runSession } from './session.ts';
import { ensureStreams, streamNames } from './stream.ts';

export interface JetStreamOptions {
  /** `nats://[user:password@]host:port`, several separated by commas. */
  servers: string;
  /** Default `CAMPUSGRAPH`; its lower-case form is the prefix of the subjects. */
  stream?: string;
  /** How long a message stays in the stream. Default 30 days; the databases' logs keep everything. */
  maxAgeMs?: number;
  /** Copies within a NATS cluster, where the stream is made now; one that is there is left as it is. Default 1. */
  replicas?: number;
  logger?: Logger;
}

const THIRTY_DAYS_MS = 30 * 24 * 3_600_000;

/**
 * Carries events over NATS JetStream (nats-server 2.9.10 and newer). NATS may be away at any time, at the start as well:
 * `publish` rejects, consumers wait, and everything goes on when it is back.
 */
export async function connectJetStream(options: JetStreamOptions): Promise<EventTransport> {
  const { servers, stream = 'CAMPUSGRAPH', maxAgeMs = THIRTY_DAYS_MS, replicas = 1, logger } = options;
  const names = streamNames(stream);
  const link = await openLink(servers, logger);
  const closing = new AbortController();
  let readied: Bus | undefined;
  /** The bus with the streams on it. A server that comes back may have come back empty, so each new bus is looked at. */
  const ready = async (): Promise<Bus> => {
    const bus = link.bus();
    if (bus !== readied) await ensureStreams(bus.jsm, names, { maxAgeMs, replicas });
    readied = bus;
    return bus;
  };
  return {
    durable: true,
    async publish(messages) {
      try {
        await publishInOrder(await ready(), names, messages);
      } catch (error) {
        // Perhaps the stream was deleted; the next try looks.
        readied = undefined;
        throw error;
      }
    },
    async consume(consume) {
      const stopping = new AbortController();
      const over = AbortSignal.any([stopping.signal, closing.signal]);
      const running = keepConsuming(
        async () => {
          readied = undefined;
          await runSession(await ready(), names, consume, over);
        },
        { consume, over, logger },
      );
      return {
        stop() {
          stopping.abort();
          return running;
        },
      };
    },
    async pending(consumer) {
      try {
        return await unfinished((await ready()).jsm, names, consumer);
      } catch {
        // Nobody can tell while NATS is away.
        return Number.POSITIVE_INFINITY;
      }
    },
    async deadLetter(letter) {
      await publishDeadLetter(await ready(), names.parkedPrefix, letter);
    },
    async close() {
      closing.abort();
      await link.close();
    },
  };
}

async function keepConsuming(
  session: () => Promise<void>,
  { consume, over, logger }: { consume: ConsumeOptions; over: AbortSignal; logger: Logger | undefined },
): Promise<void> {
  const delay = backoff(50, 2_000);
  while (!over.aborted) {
    const startedAt = performance.now();
    try {
      await session();
    } catch (error) {
      if (over.aborted) return;
      if (performance.now() - startedAt > 5_000) delay.reset();
      logger?.warn(
        { err: error, consumer: consume.consumer },
        'consuming was interrupted, starting again after the last acknowledgement',
      );
      await pause(delay.next(), over);
    }
  }
}

async function publishDeadLetter(
  { js }: Bus,
  prefix: string,
  { id, consumer, type, body, error }: DeadLetter,
): Promise<void> {
  await js.publish(`${prefix}.${consumer}.${type}`, JSON.stringify({ id, consumer, type, error, body }), {
    msgID: `${consumer}:${id}`,
    timeout: 5_000,
  });
}
