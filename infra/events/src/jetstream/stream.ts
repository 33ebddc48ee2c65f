import { type JetStreamManager, RetentionPolicy, StorageType, type StreamConfig } from '@nats-io/jetstream';
import { nanos } from '@nats-io/transport-node';

/** Names of one graph's streams and subjects. */
export interface StreamNames {
  stream: string;
  /** `<prefix>.<event type>` */
  prefix: string;
  parkedStream: string;
  /** `<prefix>.<consumer>.<event type>`; outside of `prefix`, because streams must not overlap. */
  parkedPrefix: string;
}

/** `CAMPUSGRAPH` → subjects `campusgraph.>`, parked messages in `CAMPUSGRAPH_PARKED` under `campusgraph-parked.>`. */
export const streamNames = (stream: string): StreamNames => {
  const prefix = stream.toLowerCase();
  return { stream, prefix, parkedStream: `${stream}_PARKED`, parkedPrefix: `${prefix}-parked` };
};

const DEDUPLICATION_WINDOW_MS = 2 * 60_000;

/**
 * Makes both streams where they are missing; leaves alone what an operator has changed. Limits retention: a message stays
 * after it was consumed, so that it can be replayed. The database is the record: JetStream acknowledges before it syncs to
 * disk, and `republishLog` fills the stream again.
 */
export async function ensureStreams(
  jsm: JetStreamManager,
  names: StreamNames,
  limits: { maxAgeMs: number; replicas: number },
) {
  const common = {
    retention: RetentionPolicy.Limits,
    storage: StorageType.File,
    duplicate_window: nanos(DEDUPLICATION_WINDOW_MS),
    max_age: nanos(limits.maxAgeMs),
    num_replicas: limits.replicas,
  };
  await ensureStream(jsm, { ...common, name: names.stream, subjects: [`${names.prefix}.>`] });
  await ensureStream(jsm, { ...common, name: names.parkedStream, subjects: [`${names.parkedPrefix}.>`] });
}

async function ensureStream(jsm: JetStreamManager, config: Partial<StreamConfig> & { name: string }): Promise<void> {
  try {
    await jsm.streams.info(config.name);
  } catch (error) {
    if (!isNotFound(error)) throw error;
    // Services that start together may all find it missing; the same configuration twice is no error.
    await jsm.streams.add(config);
  }
}

/** Does JetStream say that there is no such stream or consumer? */
export function isNotFound(error: unknown): boolean {
  const { code, status } = (error ?? {}) as { code?: unknown; status?: unknown };
  return code === 10_059 || code === 10_014 || status === 404;
}
