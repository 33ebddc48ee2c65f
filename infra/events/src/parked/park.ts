import { createHash } from 'node:crypto';
import type { Logger } from '@campusgraph/logging';
import type { Database } from '@campusgraph/persistence';
import type { Delivery, EventTransport } from '../transport.ts';

export interface Failed extends Delivery {
  /** The event's id, null where none could be read. */
  id: string | null;
  organizationId: string | null;
  error: string;
  /** 0: malformed, and never given to a handler. */
  tries: number;
}

interface ParkOptions {
  database: Database;
  transport: EventTransport;
  logger: Logger;
  clock: () => Date;
}

const PARK = `
insert into events.parked_message (id, organization_id, consumer, subject, body, error, tries, parked_at)
values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict (id) do nothing`;

/**
 * Puts a message aside, with body and error, until an operator replays it. The row has the event's id, so that a second copy
 * of the message is neither tried nor parked again.
 */
export async function park({ database, transport, logger, clock }: ParkOptions, failed: Failed): Promise<void> {
  const { type, body, organizationId, error, tries } = failed;
  const id = failed.id ?? idFor(failed);
  const consumer = database.service;
  // Postgres text holds no NUL; a message that is not JSON may.
  const text = body.replaceAll('\0', '\uFFFD');
  const values = [id, organizationId, consumer, type, text, error.replaceAll('\0', '\uFFFD'), tries, clock()];
  // As the system role: a malformed message belongs to no organization.
  await database.system((client) => client.query(PARK, values));
  logger.error({ parkedMessageId: id, type, tries, reason: firstLine(error) }, 'an event was parked');
  await transport.deadLetter?.({ id, consumer, type, body, error }).catch((reason: unknown) => {
    logger.warn({ err: reason, parkedMessageId: id }, 'the copy for the dead-letter stream could not be published');
  });
}

/** The same message gets the same id, however often it comes. */
function idFor({ type, body }: Delivery): string {
  const hash = createHash('sha256').update(`${type}\n${body}`).digest('hex');
  return hash.replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12}).*$/, '$1-$2-8$3-8$4-$5');
}

const firstLine = (text: string): string => text.split('\n', 1)[0] ?? '';
