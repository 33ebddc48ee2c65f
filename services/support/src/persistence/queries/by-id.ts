import type { SqlEntityManager } from '@mikro-orm/postgresql';
import { ServicePolicy } from '../entities/service-policy.ts';
import { Ticket } from '../entities/ticket.ts';

/** In the order of `ids`; null where nothing is visible. */
const inOrder = <Row extends { id: string }>(ids: readonly string[], rows: readonly Row[]): (Row | null)[] => {
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.map((id) => byId.get(id) ?? null);
};

export const ticketsById = async (em: SqlEntityManager, ids: readonly string[]): Promise<(Ticket | null)[]> =>
  inOrder(ids, await em.find(Ticket, { id: { $in: [...ids] } }));

export const servicePoliciesById = async (
  em: SqlEntityManager,
  ids: readonly string[],
): Promise<(ServicePolicy | null)[]> => inOrder(ids, await em.find(ServicePolicy, { id: { $in: [...ids] } }));
