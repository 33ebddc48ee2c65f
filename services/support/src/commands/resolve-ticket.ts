import { conflict } from '@campusgraph/errors';
import type { UnitOfWork } from '@campusgraph/persistence';
import { checkText } from '../domain/check-text.ts';
import { move } from '../domain/ticket-status.ts';
import type { Ticket } from '../persistence/entities/ticket.ts';
import { answer, conclude } from './answer.ts';
import { workOn } from './ticket-work.ts';

export interface ResolveTicket {
  ticketId: string;
  body?: string | null | undefined;
}

/** The desk calls it solved; the customer may confirm or reopen. Throws TICKET_NOT_ANSWERED where nobody ever replied. */
export async function resolveTicket(unit: UnitOfWork, { ticketId, body }: ResolveTicket): Promise<Ticket> {
  const work = await workOn(unit, ticketId);
  const { ticket } = work;
  const status = move(ticket, 'resolve');
  if (body) answer(unit, work, checkText('body', body, 10_000));
  else if (!ticket.firstResponseAt) throw notAnswered(ticket);
  ticket.status = status;
  conclude(unit, work);
  return ticket;
}

const notAnswered = ({ number }: Ticket) =>
  conflict(
    'TICKET_NOT_ANSWERED',
    {
      en: `Nobody has replied to ticket ${number} yet. Tell the customer how it was solved: give body.`,
      'zh-CN': `工单 ${number} 尚未回复客户,请填写 body 说明解决结果。`,
    },
    { number },
  );
