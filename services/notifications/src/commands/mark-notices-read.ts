import { forbidden, invalid, notFound } from '@campusgraph/errors';
import type { UnitOfWork } from '@campusgraph/persistence';
import { LockMode } from '@mikro-orm/core';
import { Delivery } from '../persistence/entities/delivery.ts';

/** As many as a page of notices has. */
const MAX_AT_ONCE = 100;

/** The guardian has read them; what was read before keeps its instant. Throws NOT_THE_RECIPIENT, DELIVERY_NOT_FOUND, TOO_MANY_NOTICES. */
export async function markNoticesRead(
  { em, principal, now }: UnitOfWork,
  { deliveryIds }: { deliveryIds: readonly string[] },
): Promise<Delivery[]> {
  if (!principal.guardianId) throw notTheRecipient();
  if (deliveryIds.length === 0 || deliveryIds.length > MAX_AT_ONCE) throw tooMany(deliveryIds.length);
  const ids = [...new Set(deliveryIds)].toSorted();
  const where = { id: { $in: ids }, guardianId: principal.guardianId };
  const lockMode = LockMode.PESSIMISTIC_WRITE;
  const found = await em.find(Delivery, where, { orderBy: { id: 'asc' }, lockMode });
  const known = new Map(found.map((delivery) => [delivery.id, delivery]));
  return ids.map((id) => {
    const delivery = known.get(id);
    if (!delivery) throw notFound('Delivery', id);
    delivery.readAt ??= now;
    return delivery;
  });
}

const notTheRecipient = () =>
  forbidden('NOT_THE_RECIPIENT', {
    en: 'Only the guardian whom a notice is for can say that it was read (deliveryIds).',
    'zh-CN': '只有通知的接收家长本人才能标记已读(deliveryIds)。',
  });

const tooMany = (count: number) =>
  invalid(
    'TOO_MANY_NOTICES',
    {
      en: `Mark 1 to ${MAX_AT_ONCE} notices at once (deliveryIds), not ${count}.`,
      'zh-CN': `一次可标记 1 到 ${MAX_AT_ONCE} 条通知(deliveryIds),收到 ${count} 条。`,
    },
    { count },
  );
