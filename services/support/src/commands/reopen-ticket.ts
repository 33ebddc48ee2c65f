import { ticketReopened } from '@campusgraph/contracts';
import type { UnitOfWork } from '@campusgraph/persistence';
import { checkText } from '../domain/check-text.ts';
import { shippedTargets } from '../domain/service-policy.ts';
import { checkReopenWindow, move } from '../domain/ticket-status.ts';
import type { Ticket } from '../persistence/entities/ticket.ts';
import { policyFor } from './policy-for.ts';
import { addMessage, startClock, ticketFacts, workOn } from './ticket-work.ts';

export interface ReopenTicket {
  ticketId: string;
  reason: string;
}

/** It was not solved after all: work goes on, with a new promise of a resolution and, to the customer, of an answer. */
export async function reopenTicket(unit: UnitOfWork, { ticketId, reason }: ReopenTicket): Promise<Ticket> {
  const body = checkText('reason', reason, 2_000);
  const work = await workOn(unit, ticketId);
  const { ticket } = work;
  const status = move(ticket, 'reopen');
  const policy = await policyFor(unit, ticket);
  checkReopenWindow(ticket, (policy ?? shippedTargets(ticket.type)).reopenWindowDays, unit.now);
  ticket.status = status;
  ticket.resolvedAt = null;
  ticket.confirmedAt = null;
  ticket.reopenings += 1;
  addMessage(unit, work, { body, internal: false });
  if (unit.principal.kind !== 'STAFF') startClock(unit, work, 'NEXT_RESPONSE', policy);
  startClock(unit, work, 'RESOLUTION', policy);
  unit.record(ticketReopened, ticket, { ...ticketFacts(ticket), reopenedAt: unit.now.toISOString(), reason: body });
  return ticket;
}
