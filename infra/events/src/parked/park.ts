import { servicePrincipal } from '@campusgraph/auth';
import { messageParked } from '@campusgraph/contracts';
import type { Logger } from '@campusgraph/logging';
import type { Database, UnitOfWork } from '@campusgraph/persistence';
import type { Delivery, EventTransport } from '../transport.ts';
import { hashedId, identify, shortened } from './identify.ts';

export interface Failed extends Delivery {
  /** The event's id, null where none could be read. */
  id: string | null;
  organizationId: string | null;
  branchId: string | null;
  correlationId: string;
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

const insertWith = (places: readonly string[]): string => `
insert into events.parked_message (id, organization_id, consumer, subject, body, error, tries, parked_at)
values (${places.join(', ')}) on conflict (id) do nothing returning id`;
const PARK = insertWith(Array(8).fill('?'));
const PARK_AS_SYSTEM = insertWith(Array.from({ length: 8 }, (_, n) => `$${n + 1}`));

/**
 * What is told of messages themselves. A service that cannot apply such a fact must not record another one about that, and
 * so on for ever; it stays with the service and in its log.
 */
const ABOUT_MESSAGES = /^events\.message\./;

/**
 * Puts a message aside, with body and error, until an operator replays it, and records that it did. The row has the event's
 * id, so that a second copy of the message is neither tried nor parked again.
 */
export async function park(options: ParkOptions, failed: Failed): Promise<void> {
  const { database, transport, logger, clock } = options;
  const { type, body, organizationId, branchId, correlationId, error, tries } = failed;
  const id = failed.id ?? hashedId(`${type}\n${body}`);
  const consumer = database.service;
  const now = clock();
  const values = [id, organizationId, consumer, type, storable(body), storable(error), tries, now];
  if (organizationId === null) {
    // A malformed message may belong to nobody; then only the platform's operator hears of it.
    await database.system((client) => client.query(PARK_AS_SYSTEM, values));
  } else {
    const principal = servicePrincipal(consumer, organizationId);
    await database.write({ principal, now, correlationId }, async (unit) => {
      const parked = await unit.em.execute<unknown[]>(PARK, values);
      if (parked.length > 0 && !ABOUT_MESSAGES.test(type)) tell(unit, consumer, { ...failed, id, branchId });
    });
  }
  logger.error({ parkedMessageId: id, type, tries, reason: firstLine(error) }, 'an event was parked');
  await transport.deadLetter?.({ id, consumer, type, body, error }).catch((reason: unknown) => {
    logger.warn({ err: reason, parkedMessageId: id }, 'the copy for the dead-letter stream could not be published');
  });
}

function tell(unit: UnitOfWork, service: string, { id, branchId, type, error, tries }: Failed & { id: string }): void {
  const identity = identify(service, id);
  unit.record(
    messageParked,
    { id: identity.parkedMessageId, version: tries + 1, branchId },
    { ...identity, type, error: shortened(storable(error)), tries, parkedAt: unit.now.toISOString() },
  );
}

/** Postgres text holds no NUL; a message that is not JSON may. */
const storable = (text: string): string => text.replaceAll('\0', '\uFFFD');

const firstLine = (text: string): string => text.split('\n', 1)[0] ?? '';
