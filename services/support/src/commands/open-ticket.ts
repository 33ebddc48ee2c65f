import { ticketOpened } from '@campusgraph/contracts';
import { newId, type UnitOfWork } from '@campusgraph/persistence';
import { DateTime } from 'luxon';
import { checkText } from '../domain/check-text.ts';
import { shippedTargets, type TicketPriority, type TicketType } from '../domain/service-policy.ts';
import { ticketNumber } from '../domain/ticket-number.ts';
import { type TICKET_CHANNELS, Ticket } from '../persistence/entities/ticket.ts';
import { policyFor } from './policy-for.ts';
import { findCustomer, type TicketCustomer, type TicketSubject } from './ticket-customer.ts';
import { addMessage, calendarOf, startClock, type TicketWork, ticketFacts } from './ticket-work.ts';

interface TicketContent {
  channel: (typeof TICKET_CHANNELS)[number];
  type: TicketType;
  subject: string;
  body: string;
  priority?: TicketPriority | null | undefined;
}

export interface OpenTicket extends TicketSubject, TicketContent {}

/** A ticket that nobody typed in: whose it is, is certain, and its first message is a note among the staff. */
export interface CallbackTicket extends TicketContent {
  customer: TicketCustomer;
  callbackTaskId: string;
}

/** A new ticket with its first message; the clocks of the first response and of the resolution start. */
export async function openTicket(unit: UnitOfWork, input: OpenTicket): Promise<Ticket> {
  return addTicket(unit, input, { customer: await findCustomer(unit, input), callbackTaskId: null });
}

/** The ticket of a callback that came upon a problem; null where the callback has one. */
export async function openCallbackTicket(unit: UnitOfWork, input: CallbackTicket): Promise<Ticket | null> {
  const { customer, callbackTaskId } = input;
  if ((await unit.em.count(Ticket, { callbackTaskId })) > 0) return null;
  return addTicket(unit, input, { customer, callbackTaskId });
}

async function addTicket(
  unit: UnitOfWork,
  input: TicketContent,
  { customer, callbackTaskId }: { customer: TicketCustomer; callbackTaskId: string | null },
): Promise<Ticket> {
  const { em, principal, now } = unit;
  const subject = checkText('subject', input.subject, 200);
  const body = checkText('body', input.body, 10_000);
  const calendar = await calendarOf(unit, customer.branchId);
  const policy = await policyFor(unit, { branchId: customer.branchId, type: input.type });
  const ticket = em.create(Ticket, {
    id: newId(),
    organizationId: principal.organizationId,
    createdAt: now,
    ...customer,
    callbackTaskId,
    number: await nextNumber(unit, DateTime.fromJSDate(now, { zone: calendar.timeZone }).year),
    channel: input.channel,
    type: input.type,
    subject,
    status: 'OPEN',
    priority: input.priority ?? (policy ?? shippedTargets(input.type)).priority,
    assigneeId: null,
    firstResponseAt: null,
    firstResponseMinutes: null,
    resolvedAt: null,
    confirmedAt: null,
    messageCount: 0,
    lastMessageAt: now,
    nextDueAt: null,
  });
  const work: TicketWork = { ticket, openClocks: [], calendar };
  // A caller's words are for the staff; the family never saw the callback's note either.
  addMessage(unit, work, { body, internal: callbackTaskId !== null });
  const { dueAt } = startClock(unit, work, 'FIRST_RESPONSE', policy);
  startClock(unit, work, 'RESOLUTION', policy);
  if (!dueAt) throw new Error('A clock that begins is not paused.');
  unit.record(ticketOpened, ticket, {
    ...ticketFacts(ticket),
    channel: ticket.channel,
    openedAt: now.toISOString(),
    firstResponseDueAt: dueAt.toISOString(),
  });
  return ticket;
}

/** The organization's next number of that year. Others who open a ticket wait here until this one is committed. */
async function nextNumber({ em, principal }: UnitOfWork, year: number): Promise<string> {
  const rows = await em.execute<{ last: number }[]>(
    `insert into ticket_counter (organization_id, year, last) values (?, ?, 1)
     on conflict (organization_id, year) do update set last = ticket_counter.last + 1 returning last`,
    [principal.organizationId, year],
  );
  const count = rows[0]?.last;
  if (count === undefined) throw new Error('The counter returned no row.');
  return ticketNumber(year, count);
}
