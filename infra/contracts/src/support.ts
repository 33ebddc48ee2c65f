import { z } from 'zod';
import { defineEvent } from './define-event.ts';
import { id, instant } from './fields.ts';

const ticket = { ticketId: id, number: z.string(), guardianId: id, studentId: id.nullable(), subject: z.string() };
/** Aggregate: Ticket. */
export const ticketOpened = defineEvent('support.ticket.opened.v1', {
  ...ticket,
  channel: z.string(),
  openedAt: instant,
  firstResponseDueAt: instant,
});
/** Aggregate: Ticket. The first one carries how long the customer waited, in business minutes. */
export const ticketAnswered = defineEvent('support.ticket.answered.v1', {
  ...ticket,
  messageId: id,
  isFirstResponse: z.boolean(),
  firstResponseMinutes: z.number().int().nullable(),
  answeredAt: instant,
});
/** Aggregate: Ticket. */
export const ticketResolved = defineEvent('support.ticket.resolved.v1', {
  ...ticket,
  resolvedAt: instant,
  resolutionMinutes: z.number().int(),
});
/** Aggregate: Ticket. The customer agreed that it is solved. */
export const ticketConfirmed = defineEvent('support.ticket.confirmed.v1', { ...ticket, confirmedAt: instant });
/** Aggregate: Ticket. */
export const ticketReopened = defineEvent('support.ticket.reopened.v1', {
  ...ticket,
  reopenedAt: instant,
  reason: z.string(),
});
