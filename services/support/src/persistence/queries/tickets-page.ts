import { type Connection, type PageArguments, page, toConnection } from '@campusgraph/graphql';
import type { FilterQuery } from '@mikro-orm/core';
import type { SqlEntityManager } from '@mikro-orm/postgresql';
import type { TicketFilter } from '../../generated/resolvers.ts';
import { Ticket } from '../entities/ticket.ts';

const SAME = ['branchId', 'status', 'type', 'priority', 'guardianId', 'studentId', 'assigneeId'] as const;

/** Tickets by filter, the newest first. `now` decides what is overdue. */
export async function ticketsPage(
  em: SqlEntityManager,
  paging: PageArguments,
  filter: TicketFilter,
  now: Date,
): Promise<Connection<Ticket>> {
  const conditions: FilterQuery<Ticket>[] = SAME.flatMap((key) => {
    const value = filter[key];
    return value === null || value === undefined ? [] : [{ [key]: value }];
  });
  if (filter.overdue === true) conditions.push({ nextDueAt: { $lt: now } });
  if (filter.overdue === false) conditions.push({ $or: [{ nextDueAt: null }, { nextDueAt: { $gte: now } }] });
  const where: FilterQuery<Ticket> = { $and: conditions };
  return toConnection(
    await em.findByCursor(Ticket, { ...page(paging), where, orderBy: { createdAt: 'desc', id: 'desc' } }),
  );
}
