import { deliveryFailed, deliverySent } from '@campusgraph/contracts';
import { newId, type UnitOfWork } from '@campusgraph/persistence';
import { afterFailure } from '../domain/retry.ts';
import { type Channel, NOTICE_KINDS } from '../domain/template-keys.ts';
import type { Delivery } from '../persistence/entities/delivery.ts';
import { DeliveryTry } from '../persistence/entities/delivery-try.ts';

/** What one provider said. */
export interface ProviderTry {
  provider: string;
  channel: Channel;
  /** Null: it took the message. */
  error: string | null;
}

export type Outcome =
  | { kind: 'sent'; channel: Channel; tries: readonly ProviderTry[] }
  /** The phone must not ring now. */
  | { kind: 'held'; channel: Channel; until: Date }
  | {
      kind: 'failed';
      channel: Channel;
      tries: readonly ProviderTry[];
      permanent: boolean;
      otherChannel: Channel | null;
    }
  /** No address is known (yet). */
  | { kind: 'no-address' };

/** Writes down what came of a delivery, and when it is tried next. */
export function settleDelivery(unit: UnitOfWork, delivery: Delivery, outcome: Outcome): void {
  if ('tries' in outcome) for (const one of outcome.tries) keepTry(unit, delivery, one);
  if (outcome.kind === 'sent') sent(unit, delivery, outcome.channel);
  else if (outcome.kind === 'held') {
    delivery.channel = outcome.channel;
    delivery.nextTryAt = outcome.until;
  } else if (outcome.kind === 'no-address') {
    failed(unit, delivery, {
      permanent: false,
      otherChannel: null,
      error: 'No address is known.',
      reason: 'NO_ADDRESS',
    });
  } else {
    delivery.channel = outcome.channel;
    const { permanent, otherChannel } = outcome;
    const reason = permanent ? 'ADDRESS_REFUSED' : 'PROVIDER_FAILED';
    failed(unit, delivery, { permanent, otherChannel, error: outcome.tries.at(-1)?.error ?? reason, reason });
  }
}

function sent(unit: UnitOfWork, delivery: Delivery, channel: Channel): void {
  delivery.status = 'SENT';
  delivery.channel = channel;
  delivery.sentAt = unit.now;
  delivery.nextTryAt = null;
  delivery.error = null;
  if (NOTICE_KINDS[delivery.templateKey].secret) delivery.body = null;
  unit.record(deliverySent, delivery, { ...facts(delivery), channel, sentAt: unit.now.toISOString() });
}

function failed(
  unit: UnitOfWork,
  delivery: Delivery,
  failure: { permanent: boolean; otherChannel: Channel | null; error: string; reason: string },
): void {
  delivery.triesInChannel += 1;
  delivery.error = failure.error;
  const { triesInChannel, channel } = delivery;
  const { permanent, otherChannel } = failure;
  const next = afterFailure({ triesInChannel, permanent, hasOtherChannel: otherChannel !== null });
  if (next.kind === 'again') {
    delivery.nextTryAt = new Date(unit.now.getTime() + next.afterMs);
    return;
  }
  if (channel) delivery.failedChannels = [...delivery.failedChannels, channel];
  if (next.kind === 'other-channel') {
    delivery.channel = otherChannel;
    delivery.triesInChannel = 0;
    delivery.nextTryAt = unit.now;
    return;
  }
  delivery.status = 'FAILED';
  delivery.nextTryAt = null;
  unit.record(deliveryFailed, delivery, { ...facts(delivery), channel: channel ?? 'NONE', reason: failure.reason });
}

function keepTry({ em, now }: UnitOfWork, delivery: Delivery, { provider, channel, error }: ProviderTry): void {
  delivery.attempts += 1;
  em.create(DeliveryTry, {
    id: newId(),
    organizationId: delivery.organizationId,
    branchId: delivery.branchId ?? null,
    guardianId: delivery.guardianId,
    deliveryId: delivery.id,
    number: delivery.attempts,
    provider,
    channel,
    at: now,
    error,
  });
}

const facts = ({ id, guardianId, templateKey }: Delivery) => ({ deliveryId: id, guardianId, templateKey });
