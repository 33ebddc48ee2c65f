import type { SqlEntityManager } from '@mikro-orm/postgresql';
import { Delivery } from '../entities/delivery.ts';
import { DeliveryTry } from '../entities/delivery-try.ts';
import { Template } from '../entities/template.ts';

/** In the order of `ids`; null where nothing is visible. */
const inOrder = <Row extends { id: string }>(ids: readonly string[], rows: readonly Row[]): (Row | null)[] => {
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.map((id) => byId.get(id) ?? null);
};

export const deliveriesById = async (em: SqlEntityManager, ids: readonly string[]): Promise<(Delivery | null)[]> =>
  inOrder(ids, await em.find(Delivery, { id: { $in: [...ids] } }));

export const templatesById = async (em: SqlEntityManager, ids: readonly string[]): Promise<(Template | null)[]> =>
  inOrder(ids, await em.find(Template, { id: { $in: [...ids] } }));

/** The tries of each delivery, in order. */
export async function triesByDelivery(em: SqlEntityManager, deliveryIds: readonly string[]): Promise<DeliveryTry[][]> {
  const tries = await em.find(DeliveryTry, { deliveryId: { $in: [...deliveryIds] } }, { orderBy: { number: 'asc' } });
  return deliveryIds.map((deliveryId) => tries.filter((one) => one.deliveryId === deliveryId));
}
