import { type Principal, servicePrincipal } from '@campusgraph/auth';
import { messageReplayed, messageReplayFailed } from '@campusgraph/contracts';
import { conflict } from '@campusgraph/errors';
import type { UnitOfWork } from '@campusgraph/persistence';
import { type Applier, applyParked } from '../consumer/apply-events.ts';
import { isOutage } from '../consumer/outage.ts';
import { readDelivery } from '../consumer/read-delivery.ts';
import { shareTurn } from '../rebuild/turns.ts';
import { identify, shortened } from './identify.ts';
import { type ParkedMessage, parkedMessage } from './parked-messages.ts';

const WAITING = `
select subject, body, tries from events.parked_message where id = ? and replayed_at is null for update`;
const REPLAYED = 'update events.parked_message set replayed_at = ? where id = ?';
const FAILED_AGAIN = 'update events.parked_message set error = ?, tries = tries + 1 where id = ?';

/** Why a message could not be applied this time either. */
interface Refusal {
  /** It still breaks its contract. */
  malformed: boolean;
  subject: string;
  reason: string;
}

/**
 * Gives a parked message to its handlers once more, within a unit of its organization: the effect, the inbox row, `replayedAt`
 * and the fact in one transaction. If it fails, it stays parked with the new error, and that is recorded. What was replayed
 * already, or is not there, changes nothing.
 */
export async function tryParked(applier: Applier, unit: UnitOfWork, id: string): Promise<Refusal | null> {
  const { em, now } = unit;
  await shareTurn(unit);
  const [waiting] = await em.execute<{ subject: string; body: string; tries: number }[]>(WAITING, [id]);
  if (!waiting) return null;
  const { subject, body, tries } = waiting;
  const read = readDelivery({ type: subject, body });
  const identity = identify(applier.database.service, id);
  const parked = {
    id: identity.parkedMessageId,
    version: tries + 2,
    branchId: 'event' in read ? read.event.branchId : null,
  };
  try {
    if ('error' in read) throw new Error(read.error);
    await unit.attempt(() => applyParked(applier, read.event, unit.correlated(read.event.correlationId)));
  } catch (error) {
    if (isOutage(error)) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    await em.execute(FAILED_AGAIN, [reason, id]);
    unit.record(messageReplayFailed, parked, { ...identity, error: shortened(reason), tries: tries + 1 });
    return { malformed: 'error' in read, subject, reason };
  }
  await em.execute(REPLAYED, [now, id]);
  unit.record(messageReplayed, parked, { ...identity, replayedAt: now.toISOString() });
  return null;
}

/**
 * The same at once, for an operator's tool beside the service. Throws PARKED_MESSAGE_NOT_FOUND, PARKED_MESSAGE_MALFORMED (it
 * still breaks its contract) or PARKED_MESSAGE_FAILED_AGAIN, and then it stays parked with the new error.
 */
export async function replayParked(applier: Applier, principal: Principal, id: string): Promise<ParkedMessage> {
  const { database, clock } = applier;
  await parkedMessage(database, principal, id);
  const scope = {
    principal: servicePrincipal(database.service, principal.organizationId),
    now: clock(),
    correlationId: id,
  };
  const refusal = await database.write(scope, (unit) => tryParked(applier, unit, id));
  if (refusal) throw refusal.malformed ? malformed(id, refusal.reason) : failedAgain(id, refusal);
  return parkedMessage(database, principal, id);
}

const malformed = (id: string, reason: string) =>
  conflict(
    'PARKED_MESSAGE_MALFORMED',
    {
      en: `Parked message ${id} still breaks its contract (${reason}); have its publisher send a correct one.`,
      'zh-CN': `搁置的消息 ${id} 仍不符合约定（${reason}），请由发布方重新发送正确的消息。`,
    },
    { id },
  );

const failedAgain = (id: string, { subject, reason }: Refusal) =>
  conflict(
    'PARKED_MESSAGE_FAILED_AGAIN',
    {
      en: `Parked message ${id} (${subject}) failed again: ${reason}. Remove the cause, then replay it once more.`,
      'zh-CN': `搁置的消息 ${id}（${subject}）再次失败：${reason}。请消除原因后再次重放。`,
    },
    { id, subject },
  );
