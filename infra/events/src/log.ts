import type { EventEnvelope } from '@campusgraph/contracts';
import type { Database } from '@campusgraph/persistence';
import pg from 'pg';
import { BATCH_SIZE, type EventTransport, type OutboundMessage } from './transport.ts';

export interface LogFilter {
  /** Only these types; all when left out. */
  types?: readonly string[];
  /** Only of this organization. */
  organizationId?: string;
  /** Only after this position. */
  afterPosition?: bigint;
}

export interface LoggedEvent {
  position: bigint;
  envelope: EventEnvelope;
}

const PAGE = `
select position, envelope from events.log
where position > $1 and ($2::text[] is null or type = any($2)) and ($3::uuid is null or organization_id = $3) order by position limit ${BATCH_SIZE}`;

/**
 * Every event this service ever recorded, of every organization, in order of position (per aggregate that is the order it
 * happened in). It sees what is committed when it gets there: stop writers, or read again from a little earlier, when a
 * transaction may still be open. Reads as the system role, page by page.
 */
export async function* readLog(
  database: Database,
  { types, organizationId, afterPosition = 0n }: LogFilter = {},
): AsyncGenerator<LoggedEvent> {
  const client = new pg.Client({ connectionString: database.urls.system, application_name: 'campusgraph log' });
  await client.connect();
  try {
    for (let after = afterPosition; ; ) {
      const { rows } = await client.query<{ position: string; envelope: EventEnvelope }>(PAGE, [
        after,
        types ?? null,
        organizationId ?? null,
      ]);
      for (const { position, envelope } of rows) yield { position: BigInt(position), envelope };
      const last = rows.at(-1);
      if (!last || rows.length < BATCH_SIZE) return;
      after = BigInt(last.position);
    }
  } finally {
    await client.end();
  }
}

/**
 * Publishes the log again, for a stream that was lost: consumers drop what they have applied already. Returns how many
 * events were published.
 */
export async function republishLog(
  database: Database,
  transport: EventTransport,
  filter: LogFilter = {},
): Promise<number> {
  let published = 0;
  let batch: OutboundMessage[] = [];
  const flush = async () => {
    await transport.publish(batch);
    published += batch.length;
    batch = [];
  };
  for await (const { envelope } of readLog(database, filter)) {
    const { id, type, aggregateId, correlationId } = envelope;
    batch.push({ id, type, aggregateId, correlationId, body: JSON.stringify(envelope) });
    if (batch.length === BATCH_SIZE) await flush();
  }
  if (batch.length > 0) await flush();
  return published;
}
