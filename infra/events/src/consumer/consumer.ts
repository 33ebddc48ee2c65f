import type { EventEnvelope } from '@campusgraph/contracts';
import type { Logger } from '@campusgraph/logging';
import { newId } from '@campusgraph/persistence';
import { park } from '../parked/park.ts';
import { pause } from '../pause.ts';
import type { Delivery, EventTransport } from '../transport.ts';
import { type Applier, applyEvents } from './apply-events.ts';
import { isOutage } from './outage.ts';
import { type Readable, readDelivery, type Unreadable } from './read-delivery.ts';

export interface RetryPolicy {
  /** How often an event is tried alone before it is parked. */
  tries: number;
  /** Before the second try; three times as long before each one after it. */
  firstDelayMs: number;
}

export interface ConsumerOptions extends Applier {
  transport: EventTransport;
  logger: Logger;
  retry: RetryPolicy;
  onApplied(count: number): void;
}

/**
 * Applies a batch in order: each organization's events in one transaction, and if that fails, one by one with tries.
 * Resolves when every delivery is applied or parked; rejects on an outage, and then the batch has to come again.
 */
export async function consumeBatch(
  options: ConsumerOptions,
  deliveries: readonly Delivery[],
  stopping: AbortSignal,
): Promise<void> {
  const read = deliveries.map(readDelivery);
  for (const one of read) if ('error' in one) await parkUnreadable(options, one);
  const byOrganization = Map.groupBy(
    read.filter((one): one is Readable => 'event' in one),
    ({ event }) => event.organizationId,
  );
  for (const [organizationId, messages] of byOrganization) {
    await applyOrganization(options, organizationId, messages, stopping);
  }
}

async function applyOrganization(
  options: ConsumerOptions,
  organizationId: string,
  messages: readonly Readable[],
  stopping: AbortSignal,
): Promise<void> {
  const events = messages.map(({ event }) => event);
  try {
    options.onApplied(await applyEvents(options, organizationId, events));
  } catch (error) {
    if (isOutage(error)) throw error;
    options.logger.debug({ err: error, events: events.length }, 'a batch of events failed, applying one by one');
    await applyOneByOne(options, messages, stopping);
  }
}

/** In order, in rounds. An event that fails holds back the later ones of its aggregate, and only those. */
async function applyOneByOne(options: ConsumerOptions, messages: readonly Readable[], stopping: AbortSignal) {
  const { retry, logger } = options;
  const triesOf = new Map<string, number>();
  let waiting = [...messages];
  for (let delayMs = retry.firstDelayMs; waiting.length > 0; delayMs *= 3) {
    const heldBack = new Set<string>();
    const next: Readable[] = [];
    for (const message of waiting) {
      const { event } = message;
      const error = heldBack.has(event.aggregateId) ? undefined : await tryOne(options, event, stopping);
      if (error === null) continue;
      const tries = (triesOf.get(event.id) ?? 0) + (error === undefined ? 0 : 1);
      triesOf.set(event.id, tries);
      if (tries >= retry.tries) {
        await parkFailed(options, message, error, tries);
        continue;
      }
      heldBack.add(event.aggregateId);
      next.push(message);
    }
    waiting = next;
    if (waiting.length === 0) return;
    logger.warn({ events: waiting.length, delayMs }, 'events wait for another try');
    await pause(delayMs, stopping);
  }
}

/** Null when it was applied, else why not. */
async function tryOne(options: ConsumerOptions, event: EventEnvelope, stopping: AbortSignal): Promise<Error | null> {
  if (stopping.aborted) throw new Error(`${options.database.service} stops consuming.`);
  try {
    options.onApplied(await applyEvents(options, event.organizationId, [event]));
    return null;
  } catch (error) {
    if (isOutage(error)) throw error;
    return error instanceof Error ? error : new Error(String(error));
  }
}

async function parkFailed(options: ConsumerOptions, { delivery, event }: Readable, error: unknown, tries: number) {
  const { id, organizationId, branchId, correlationId } = event;
  await park(options, { ...delivery, id, organizationId, branchId, correlationId, error: describe(error), tries });
}

async function parkUnreadable(options: ConsumerOptions, { delivery, id, organizationId, error }: Unreadable) {
  await park(options, { ...delivery, id, organizationId, branchId: null, correlationId: newId(), error, tries: 0 });
}

const describe = (error: unknown): string => (error instanceof Error ? (error.stack ?? error.message) : String(error));
