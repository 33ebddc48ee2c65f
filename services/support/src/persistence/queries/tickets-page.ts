import type { Cursor, FilterQuery } from '@mikro-orm/core';
import type { SqlEntityManager } from '@mikro-orm/postgresql';
import { Ticket } from '../entities/ticket.ts';

const SAME = ['branchId', 'status', 'type', 'priority', 'guardianId', 'studentId', 'assigneeId'] as const;

/** Which tickets; what is null or left out does not narrow. */
export type TicketCriteria = { [Key in (typeof SAME)[number]]?: Ticket[Key] | null | undefined } & {
  /** True: a running clock is past due. False: none is. */
  overdue?: boolean | null | undefined;
};

/** A page of tickets, the newest first. `now` decides what is overdue. */
export function ticketsPage(
  em: SqlEntityManager,
  page: { first: number; after?: string },
  criteria: TicketCriteria,
  now: Date,
): Promise<Cursor<Ticket>> {
  const conditions: FilterQuery<Ticket>[] = SAME.flatMap((key) => {
    const value = criteria[key];
    return value === null || value === undefined ? [] : [{ [key]: value }];
  });
  if (criteria.overdue === true) conditions.push({ nextDueAt: { $lt: now } });
  if (criteria.overdue === false) conditions.push({ $or: [{ nextDueAt: null }, { nextDueAt: { $gte: now } }] });
  const where: FilterQuery<Ticket> = { $and: conditions };
  return em.findByCursor(Ticket, { ...page, where, orderBy: { createdAt: 'desc', id: 'desc' } });
}
