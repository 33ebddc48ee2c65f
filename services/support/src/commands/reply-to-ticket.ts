import { forbidden } from '@campusgraph/errors';
import type { UnitOfWork } from '@campusgraph/persistence';
import { checkText } from '../domain/check-text.ts';
import { isUnderWay, move } from '../domain/ticket-status.ts';
import type { Ticket } from '../persistence/entities/ticket.ts';
import type { TicketMessage } from '../persistence/entities/ticket-message.ts';
import { answer } from './answer.ts';
import { policyFor } from './policy-for.ts';
import { addMessage, resumeClocks, startClock, type TicketWork, workOn } from './ticket-work.ts';

export interface ReplyToTicket {
  ticketId: string;
  body: string;
  internal?: boolean | null | undefined;
}

/** One more message: a note, the staff's reply or the customer's word. Throws INTERNAL_NOTE_BY_CUSTOMER. */
export async function replyToTicket(
  unit: UnitOfWork,
  { ticketId, body, internal }: ReplyToTicket,
): Promise<{ ticket: Ticket; message: TicketMessage }> {
  const text = checkText('body', body, 10_000);
  const isStaff = unit.principal.kind === 'STAFF';
  if (internal && !isStaff) throw noteByCustomer();
  const work = await workOn(unit, ticketId);
  if (internal) return { ticket: work.ticket, message: addMessage(unit, work, { body: text, internal: true }) };
  const message = isStaff ? answer(unit, work, text) : await hear(unit, work, text);
  return { ticket: work.ticket, message };
}

/**
 * The customer writes: no promise is kept by that. Whoever was awaited is awaited no longer, and what was answered before
 * waits for its next answer from now on.
 */
async function hear(unit: UnitOfWork, work: TicketWork, body: string): Promise<TicketMessage> {
  const { ticket } = work;
  ticket.status = move(ticket, 'customerWrites');
  resumeClocks(unit, work);
  const isWaiting = work.openClocks.some((clock) => clock.kind !== 'RESOLUTION');
  if (isUnderWay(ticket.status) && !isWaiting) {
    startClock(unit, work, 'NEXT_RESPONSE', await policyFor(unit, ticket));
  }
  return addMessage(unit, work, { body, internal: false });
}

const noteByCustomer = () =>
  forbidden('INTERNAL_NOTE_BY_CUSTOMER', {
    en: 'Only staff can write internal notes. Send the message without internal.',
    'zh-CN': '只有员工可以写内部备注,请去掉 internal 后重新发送。',
  });
