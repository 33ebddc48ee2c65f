import type { UnitOfWork } from '@campusgraph/persistence';
import { choosePolicy } from '../domain/service-policy.ts';
import { dueAt } from '../domain/ticket-clock.ts';
import { Ticket } from '../persistence/entities/ticket.ts';
import { TicketClock } from '../persistence/entities/ticket-clock.ts';
import { calendarsByBranch } from '../persistence/queries/calendars-by-branch.ts';
import { policiesInForce } from '../persistence/queries/policies-in-force.ts';
import { showNextDue, targetMinutes } from './ticket-work.ts';

/**
 * Computes the open clocks anew, from their start, by the policies and calendars of now; those of one branch, or all.
 * Returns how many got another target or due time. What is kept already stays as it was promised.
 */
export async function recomputeClocks(unit: UnitOfWork, branchId: string | null): Promise<number> {
  const { em, now } = unit;
  // What this unit of work has just changed is read back below.
  await em.flush();
  const clocks = await em.find(TicketClock, { satisfiedAt: null, ...(branchId && { branchId }) });
  const tickets = await em.find(Ticket, { id: { $in: [...new Set(clocks.map((clock) => clock.ticketId))] } });
  const calendars = await calendarsByBranch(
    em,
    tickets.map((ticket) => ticket.branchId),
  );
  const policies = await policiesInForce(em, now);
  let changed = 0;
  tickets.forEach((ticket, position) => {
    const calendar = calendars[position];
    if (!calendar) throw new Error(`Ticket ${ticket.id} is of a branch that is not there.`);
    const policy = choosePolicy(policies, { branchId: ticket.branchId, type: ticket.type, at: now });
    const openClocks = clocks.filter((clock) => clock.ticketId === ticket.id);
    for (const clock of openClocks) {
      const before = `${clock.targetMinutes} ${clock.dueAt?.getTime()}`;
      clock.targetMinutes = targetMinutes(clock.kind, ticket, policy);
      clock.dueAt = dueAt(calendar, clock);
      clock.policyId = policy?.id ?? null;
      clock.policyVersion = policy?.policyVersion ?? null;
      clock.calendarVersion = calendar.calendarVersion;
      if (before !== `${clock.targetMinutes} ${clock.dueAt?.getTime()}`) changed += 1;
    }
    showNextDue({ ticket, openClocks, calendar });
  });
  return changed;
}
