import { EVENT_CATALOGUE, type EventEnvelope } from '@campusgraph/contracts';
import { z } from 'zod';
import type { Delivery } from '../transport.ts';

const envelopeSchema = z.object({
  id: z.guid(),
  type: z.string(),
  occurredAt: z.iso.datetime(),
  organizationId: z.guid(),
  branchId: z.guid().nullable(),
  aggregateId: z.guid(),
  aggregateVersion: z.number().int(),
  actor: z.object({ kind: z.string(), subject: z.string() }),
  correlationId: z.string(),
  data: z.unknown(),
});

/** A delivery that holds what its contract says. */
export interface Readable {
  delivery: Delivery;
  event: EventEnvelope;
}

/** A delivery that no handler can be given, and what could still be read of it. */
export interface Unreadable {
  delivery: Delivery;
  error: string;
  id: string | null;
  organizationId: string | null;
}

/** Checks a delivery against the envelope and its type's schema in EVENT_CATALOGUE; unknown optional fields are dropped. */
export function readDelivery(delivery: Delivery): Readable | Unreadable {
  const unreadable = (error: string, known?: { id?: unknown; organizationId?: unknown }): Unreadable => ({
    delivery,
    error,
    id: guidOrNull(known?.id),
    organizationId: guidOrNull(known?.organizationId),
  });
  let json: unknown;
  try {
    json = JSON.parse(delivery.body);
  } catch (error) {
    return unreadable(`The body is not JSON: ${(error as Error).message}`);
  }
  const envelope = envelopeSchema.safeParse(json);
  if (!envelope.success) {
    return unreadable(`The envelope is malformed: ${z.prettifyError(envelope.error)}`, json as Record<string, unknown>);
  }
  const { type } = envelope.data;
  if (type !== delivery.type) return unreadable(`Published as ${delivery.type}, but says ${type}.`, envelope.data);
  const definition = EVENT_CATALOGUE.get(type);
  if (!definition) return unreadable(`${type} is not in the catalogue of events.`, envelope.data);
  const data = definition.schema.safeParse(envelope.data.data);
  if (!data.success) {
    return unreadable(`The data breaks the schema of ${type}: ${z.prettifyError(data.error)}`, envelope.data);
  }
  return { delivery, event: { ...envelope.data, data: data.data } };
}

const guidOrNull = (value: unknown): string | null => z.guid().safeParse(value).data ?? null;
