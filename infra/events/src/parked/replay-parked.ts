import type { Principal } from '@campusgraph/auth';
import { conflict } from '@campusgraph/errors';
import { type Applier, applyParked } from '../consumer/apply-events.ts';
import { readDelivery } from '../consumer/read-delivery.ts';
import { type ParkedMessage, parkedMessage } from './parked-messages.ts';

const REPLAYED = 'update events.parked_message set replayed_at = ? where id = ? and replayed_at is null';
const FAILED_AGAIN = 'update events.parked_message set error = ?, tries = tries + 1 where id = ?';

/**
 * Gives a parked message to its handlers once more: the effect, the inbox row and `replayedAt` in one transaction. Replaying
 * what was replayed already changes nothing. Throws PARKED_MESSAGE_NOT_FOUND, PARKED_MESSAGE_MALFORMED (it still breaks its
 * contract) or PARKED_MESSAGE_FAILED_AGAIN, and then it stays parked with the new error.
 */
export async function replayParked(applier: Applier, principal: Principal, id: string): Promise<ParkedMessage> {
  const { database } = applier;
  const parked = await parkedMessage(database, principal, id);
  if (parked.replayedAt) return parked;
  const read = readDelivery({ type: parked.subject, body: parked.body });
  if ('error' in read) throw malformed(id, read.error);
  try {
    await applyParked(applier, read.event, async ({ em, now }) => void (await em.execute(REPLAYED, [now, id])));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const scope = { principal, now: applier.clock(), correlationId: read.event.correlationId };
    await database.write(scope, async ({ em }) => void (await em.execute(FAILED_AGAIN, [reason, id])));
    throw failedAgain(id, parked.subject, reason);
  }
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

const failedAgain = (id: string, subject: string, reason: string) =>
  conflict(
    'PARKED_MESSAGE_FAILED_AGAIN',
    {
      en: `Parked message ${id} (${subject}) failed again: ${reason}. Remove the cause, then replay it once more.`,
      'zh-CN': `搁置的消息 ${id}（${subject}）再次失败：${reason}。请消除原因后再次重放。`,
    },
    { id, subject },
  );
