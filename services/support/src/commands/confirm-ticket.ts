import { ticketConfirmed } from '@campusgraph/contracts';
import type { UnitOfWork } from '@campusgraph/persistence';
import { isUnderWay, move } from '../domain/ticket-status.ts';
import type { Ticket } from '../persistence/entities/ticket.ts';
import { conclude } from './answer.ts';
import { ticketFacts, workOn } from './ticket-work.ts';

/** The customer agrees that it is solved; where the desk had not called it resolved yet, it is by this. */
export async function confirmTicket(unit: UnitOfWork, ticketId: string): Promise<Ticket> {
  const work = await workOn(unit, ticketId);
  const { ticket } = work;
  const next = move(ticket, 'confirm');
  if (isUnderWay(ticket.status)) conclude(unit, work);
  ticket.status = next;
  ticket.confirmedAt = unit.now;
  unit.record(ticketConfirmed, ticket, { ...ticketFacts(ticket), confirmedAt: unit.now.toISOString() });
  return ticket;
}
