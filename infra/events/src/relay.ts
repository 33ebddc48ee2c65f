import type { Logger } from '@campusgraph/logging';
import type pg from 'pg';
import { backoff, type doorbell, pause } from './pause.ts';
import { BATCH_SIZE, type EventTransport, type OutboundMessage } from './transport.ts';

/** Polling: quick while there was traffic, slower when idle. A commit in this process rings the bell instead. */
const POLL_HOT_MS = 20;
const POLL_IDLE_MS = 250;

const NEXT = `
select position, envelope->>'id' as id, envelope->>'type' as type, envelope->>'aggregateId' as "aggregateId",
       envelope->>'correlationId' as "correlationId", envelope::text as body
from events.outbox order by position limit ${BATCH_SIZE}`;

export interface RelayOptions {
  transport: EventTransport;
  bell: ReturnType<typeof doorbell>;
  logger: Logger;
  onPublished(count: number): void;
}

/**
 * Empties the outbox in order, for as long as this process leads: look, publish, delete what the transport answers for.
 * Dying before the delete publishes again, which the consumers' inboxes drop. It never moves a cursor past a row, because a
 * transaction with a lower position may commit later.
 */
export async function relayOutbox(
  client: pg.Client,
  { transport, bell, logger, onPublished }: RelayOptions,
  signal: AbortSignal,
): Promise<void> {
  // A delete that a crash takes back is published again, which the inboxes drop: nobody waits for the disk here.
  await client.query('set synchronous_commit = off');
  const retry = backoff(50, 2_000);
  let waitMs = POLL_HOT_MS;
  while (!signal.aborted) {
    const { rows } = await client.query<OutboundMessage & { position: string }>(NEXT);
    if (rows.length === 0) {
      const rung = await bell.wait(waitMs, signal);
      waitMs = rung ? POLL_HOT_MS : Math.min(waitMs * 2, POLL_IDLE_MS);
      continue;
    }
    waitMs = POLL_HOT_MS;
    try {
      await transport.publish(rows);
    } catch (error) {
      if (signal.aborted) return;
      logger.warn({ err: error, waiting: rows.length }, 'events could not be published yet, trying again');
      await pause(retry.next(), signal);
      continue;
    }
    retry.reset();
    await client.query('delete from events.outbox where position = any($1::bigint[])', [
      rows.map((row) => row.position),
    ]);
    onPublished(rows.length);
  }
}
