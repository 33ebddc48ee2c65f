import { messageReplayRequested } from '@campusgraph/contracts';
import type { LocalizedMessage } from '@campusgraph/errors';
import type { UnitOfWork } from '@campusgraph/persistence';
import { ParkedMessage } from '../persistence/entities/parked-message.ts';
import { audit } from './audit.ts';

/** What became of the wish to replay one message. */
export interface Replay {
  id: string;
  outcome: 'REQUESTED' | 'ALREADY_REPLAYED' | 'NOT_FOUND';
  message: string;
  parkedMessage: ParkedMessage | null;
}

/**
 * Asks the services that parked these messages to try each once more; they answer with facts, which `ParkedMessage` shows.
 * Asking twice does no harm: a message is applied once. Throws nothing for a single id, so that one typing error does not
 * hold up the rest.
 */
export async function replayParkedMessages(unit: UnitOfWork, ids: readonly string[]): Promise<Replay[]> {
  const found = await unit.em.find(ParkedMessage, { id: { $in: [...ids] } });
  return [...new Set(ids)].map((id) => {
    const parkedMessage = found.find((one) => one.id === id.toLowerCase()) ?? null;
    const outcome = requestReplay(unit, parkedMessage);
    return { id, outcome, message: MESSAGES[outcome][unit.principal.locale], parkedMessage };
  });
}

function requestReplay(unit: UnitOfWork, parked: ParkedMessage | null): Replay['outcome'] {
  if (!parked) return 'NOT_FOUND';
  if (parked.replayedAt) return 'ALREADY_REPLAYED';
  const { id, branchId, service, messageId } = parked;
  audit(unit, 'parked-message.replay-requested', id);
  unit.record(messageReplayRequested, { id, branchId }, { parkedMessageId: id, service, messageId });
  return 'REQUESTED';
}

const MESSAGES: Record<Replay['outcome'], LocalizedMessage> = {
  REQUESTED: {
    en: 'Its service will try it once more; ask for parkedMessages to see what came of it.',
    'zh-CN': '已通知所属服务重试，结果请查询 parkedMessages。',
  },
  ALREADY_REPLAYED: {
    en: 'It has been applied already; nothing changes.',
    'zh-CN': '该消息已成功重放，无需再次处理。',
  },
  NOT_FOUND: {
    en: 'There is no such parked message; take the id from parkedMessages.',
    'zh-CN': '找不到该搁置的消息，请使用 parkedMessages 返回的 id。',
  },
};
