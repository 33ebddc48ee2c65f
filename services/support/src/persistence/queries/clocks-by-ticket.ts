import type { SqlEntityManager } from '@mikro-orm/postgresql';
import { TicketClock } from '../entities/ticket-clock.ts';
import { type BranchCalendar, calendarsByBranch } from './calendars-by-branch.ts';

/** A clock and the hours it runs in. */
export interface ClockWithCalendar {
  clock: TicketClock;
  calendar: BranchCalendar;
}

/** The clocks of each ticket, in the order they began. */
export async function clocksByTicket(
  em: SqlEntityManager,
  ticketIds: readonly string[],
): Promise<ClockWithCalendar[][]> {
  const clocks = await em.find(
    TicketClock,
    { ticketId: { $in: [...ticketIds] } },
    { orderBy: { startedAt: 'asc', kind: 'asc' } },
  );
  const branchIds = [...new Set(clocks.map((clock) => clock.branchId))];
  const calendars = await calendarsByBranch(em, branchIds);
  const calendarOf = new Map(branchIds.map((branchId, position) => [branchId, calendars[position]]));
  return ticketIds.map((ticketId) =>
    clocks
      .filter((clock) => clock.ticketId === ticketId)
      .flatMap((clock) => {
        const calendar = calendarOf.get(clock.branchId);
        return calendar ? [{ clock, calendar }] : [];
      }),
  );
}
