import type { UnitOfWork } from '@campusgraph/persistence';
import { checkText } from '../domain/check-text.ts';
import { move } from '../domain/ticket-status.ts';
import type { Ticket } from '../persistence/entities/ticket.ts';
import { answer } from './answer.ts';
import { pauseClocks, workOn } from './ticket-work.ts';

export interface AwaitCustomer {
  ticketId: string;
  body?: string | null | undefined;
}

/** The customer has to say something first: after the reply, if there is one, the open clocks stand still. */
export async function awaitCustomer(unit: UnitOfWork, { ticketId, body }: AwaitCustomer): Promise<Ticket> {
  const work = await workOn(unit, ticketId);
  const status = move(work.ticket, 'awaitCustomer');
  if (body) answer(unit, work, checkText('body', body, 10_000));
  work.ticket.status = status;
  pauseClocks(unit, work);
  return work.ticket;
}
