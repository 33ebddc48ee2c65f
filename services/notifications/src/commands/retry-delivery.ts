import { conflict, notFound } from '@campusgraph/errors';
import type { UnitOfWork } from '@campusgraph/persistence';
import { LockMode } from '@mikro-orm/core';
import { Delivery } from '../persistence/entities/delivery.ts';

/** Tries a delivery that failed again from the start, by every channel. Throws DELIVERY_NOT_FOUND, DELIVERY_NOT_FAILED. */
export async function retryDelivery({ em, now }: UnitOfWork, deliveryId: string): Promise<Delivery> {
  const delivery = await em.findOne(Delivery, { id: deliveryId }, { lockMode: LockMode.PESSIMISTIC_WRITE });
  if (!delivery) throw notFound('Delivery', deliveryId);
  if (delivery.status !== 'FAILED') {
    throw conflict(
      'DELIVERY_NOT_FAILED',
      {
        en: `Delivery ${deliveryId} is ${delivery.status}; only one that FAILED is tried again.`,
        'zh-CN': `通知 ${deliveryId} 当前状态为 ${delivery.status},只有发送失败(FAILED)的通知可以重试。`,
      },
      { deliveryId, status: delivery.status },
    );
  }
  return em.assign(delivery, { status: 'QUEUED', failedChannels: [], triesInChannel: 0, nextTryAt: now });
}
