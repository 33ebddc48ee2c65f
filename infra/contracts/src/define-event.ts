import { z } from 'zod';

/** A fact, declared once: its subject and the schema of its data. */
export interface EventDefinition<Data = unknown> {
  /** `<owner>.<aggregate>.<past-verb>.v<n>`, also the NATS subject's tail. */
  readonly type: string;
  readonly schema: z.ZodType<Data>;
}

/** The data of an event, from its definition: `EventData<typeof leadCaptured>`. */
export type EventData<Definition> = Definition extends EventDefinition<infer Data> ? Data : never;

/** A recorded event as it travels. Times are UTC in ISO 8601. */
export interface EventEnvelope<Data = unknown> {
  /** UUID v7; the key of deduplication in JetStream and in every inbox. */
  id: string;
  type: string;
  occurredAt: string;
  organizationId: string;
  /** The branch it happened in, null for a fact of the whole organization. */
  branchId: string | null;
  aggregateId: string;
  /** The aggregate's version after the change; grows by at least one per event of the same transaction order. */
  aggregateVersion: number;
  /** Who acted: the principal's kind and subject. */
  actor: { kind: string; subject: string };
  correlationId: string;
  data: Data;
}

const eventTypePattern = /^[a-z]+\.[a-z-]+\.[a-z-]+\.v[1-9]\d*$/;

/** Declares an event. Optional fields may be added later; anything else is a v2 beside v1. */
export function defineEvent<Shape extends z.ZodRawShape>(
  type: string,
  shape: Shape,
): EventDefinition<z.output<z.ZodObject<Shape>>> {
  if (!eventTypePattern.test(type)) throw new Error(`${type} is not <owner>.<aggregate>.<past-verb>.v<n>`);
  return { type, schema: z.object(shape) as unknown as z.ZodType<z.output<z.ZodObject<Shape>>> };
}
