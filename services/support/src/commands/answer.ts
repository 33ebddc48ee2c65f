import { ticketAnswered, ticketResolved } from '@campusgraph/contracts';
import type { UnitOfWork } from '@campusgraph/persistence';
import { businessTimeBetween } from '../domain/business-calendar.ts';
import { elapsedMs, toMinutes } from '../domain/ticket-clock.ts';
import { move } from '../domain/ticket-status.ts';
import type { TicketMessage } from '../persistence/entities/ticket-message.ts';
import { addMessage, satisfyClocks, type TicketWork, ticketFacts } from './ticket-work.ts';

/** A human reply to the customer: it keeps the promises of a response, and the customer is told. */
export function answer(unit: UnitOfWork, work: TicketWork, body: string): TicketMessage {
  const { ticket, calendar } = work;
  const { now } = unit;
  ticket.status = move(ticket, 'staffReplies');
  const message = addMessage(unit, work, { body, internal: false });
  satisfyClocks(unit, work, ['FIRST_RESPONSE', 'NEXT_RESPONSE']);
  const isFirstResponse = !ticket.firstResponseAt;
  if (isFirstResponse) {
    ticket.firstResponseAt = now;
    ticket.firstResponseMinutes = toMinutes(businessTimeBetween(calendar, ticket.createdAt, now));
  }
  unit.record(ticketAnswered, ticket, {
    ...ticketFacts(ticket),
    messageId: message.id,
    isFirstResponse,
    firstResponseMinutes: isFirstResponse ? (ticket.firstResponseMinutes ?? null) : null,
    answeredAt: now.toISOString(),
  });
  return message;
}

/** It is solved: the resolution's promise is kept, and nothing is left to answer. */
export function conclude(unit: UnitOfWork, work: TicketWork): void {
  const { ticket, calendar } = work;
  const [resolution] = satisfyClocks(unit, work, ['RESOLUTION', 'NEXT_RESPONSE']).filter(
    (clock) => clock.kind === 'RESOLUTION',
  );
  if (!resolution) throw new Error(`Ticket ${ticket.id} is under way without a clock of its resolution.`);
  ticket.resolvedAt = unit.now;
  unit.record(ticketResolved, ticket, {
    ...ticketFacts(ticket),
    resolvedAt: unit.now.toISOString(),
    resolutionMinutes: toMinutes(elapsedMs(calendar, resolution, unit.now)),
  });
}
