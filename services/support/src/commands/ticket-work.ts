import { notFound } from '@campusgraph/errors';
import { newId, type UnitOfWork } from '@campusgraph/persistence';
import { LockMode } from '@mikro-orm/core';
import { type ServiceTargets, shippedTargets } from '../domain/service-policy.ts';
import { type ClockKind, dueAt, pauseAt, resumeAt } from '../domain/ticket-clock.ts';
import type { ServicePolicy } from '../persistence/entities/service-policy.ts';
import { Ticket } from '../persistence/entities/ticket.ts';
import { TicketClock } from '../persistence/entities/ticket-clock.ts';
import { TicketMessage } from '../persistence/entities/ticket-message.ts';
import { type BranchCalendar, calendarsByBranch } from '../persistence/queries/calendars-by-branch.ts';

/** A ticket with what a command needs to change it: its clocks that are not satisfied yet, and its branch's hours. */
export interface TicketWork {
  ticket: Ticket;
  openClocks: TicketClock[];
  calendar: BranchCalendar;
}

/** The hours of a branch. Throws BRANCH_NOT_FOUND. */
export async function calendarOf({ em }: UnitOfWork, branchId: string): Promise<BranchCalendar> {
  const [calendar] = await calendarsByBranch(em, [branchId]);
  if (!calendar) throw notFound('Branch', branchId);
  return calendar;
}

/** Loads and locks a ticket: two people who write at the same moment take turns. Throws TICKET_NOT_FOUND. */
export async function workOn(unit: UnitOfWork, ticketId: string): Promise<TicketWork> {
  const ticket = await unit.em.findOne(Ticket, { id: ticketId }, { lockMode: LockMode.PESSIMISTIC_WRITE });
  if (!ticket) throw notFound('Ticket', ticketId);
  const openClocks = await unit.em.find(TicketClock, { ticketId, satisfiedAt: null });
  return { ticket, openClocks, calendar: await calendarOf(unit, ticket.branchId) };
}

const TARGET: Record<ClockKind, 'firstResponseMinutes' | 'nextResponseMinutes' | 'resolutionMinutes'> = {
  FIRST_RESPONSE: 'firstResponseMinutes',
  NEXT_RESPONSE: 'nextResponseMinutes',
  RESOLUTION: 'resolutionMinutes',
};

/** Minutes promised to a ticket by `policy`, or by the shipped targets without one. */
export const targetMinutes = (kind: ClockKind, ticket: Ticket, policy: ServiceTargets | undefined): number =>
  (policy ?? shippedTargets(ticket.type))[TARGET[kind]];

/** Starts one more promise, from now. */
export function startClock(
  { em, now }: UnitOfWork,
  work: TicketWork,
  kind: ClockKind,
  policy: ServicePolicy | undefined,
): TicketClock {
  const { ticket, calendar, openClocks } = work;
  const minutes = targetMinutes(kind, ticket, policy);
  const clock = em.create(TicketClock, {
    id: newId(),
    organizationId: ticket.organizationId,
    createdAt: now,
    branchId: ticket.branchId,
    guardianId: ticket.guardianId,
    ticketId: ticket.id,
    kind,
    startedAt: now,
    targetMinutes: minutes,
    pauses: [],
    satisfiedAt: null,
    dueAt: dueAt(calendar, { kind, startedAt: now, targetMinutes: minutes, pauses: [], satisfiedAt: null }),
    policyId: policy?.id ?? null,
    policyVersion: policy?.policyVersion ?? null,
    calendarVersion: calendar.calendarVersion,
  });
  openClocks.push(clock);
  showNextDue(work);
  return clock;
}

/** Keeps the promises of these kinds as of now, and returns them. */
export function satisfyClocks({ now }: UnitOfWork, work: TicketWork, kinds: readonly ClockKind[]): TicketClock[] {
  const kept = work.openClocks.filter((clock) => kinds.includes(clock.kind));
  for (const clock of kept) clock.satisfiedAt = now;
  work.openClocks = work.openClocks.filter((clock) => !kept.includes(clock));
  showNextDue(work);
  return kept;
}

/** The customer is awaited: nothing counts until `resumeClocks`. */
export const pauseClocks = (unit: UnitOfWork, work: TicketWork): void =>
  changePauses(work, (pauses) => pauseAt(pauses, unit.now));

export const resumeClocks = (unit: UnitOfWork, work: TicketWork): void =>
  changePauses(work, (pauses) => resumeAt(pauses, unit.now));

function changePauses(work: TicketWork, change: (pauses: TicketClock['pauses']) => TicketClock['pauses']): void {
  for (const clock of work.openClocks) {
    clock.pauses = change(clock.pauses);
    clock.dueAt = dueAt(work.calendar, clock);
    clock.calendarVersion = work.calendar.calendarVersion;
  }
  showNextDue(work);
}

/** Brings the ticket's own earliest due time in line with its open clocks. */
export function showNextDue({ ticket, openClocks }: TicketWork): void {
  const due = openClocks.flatMap((clock) => (clock.dueAt ? [clock.dueAt.getTime()] : []));
  ticket.nextDueAt = due.length > 0 ? new Date(Math.min(...due)) : null;
}

/** Adds a message to the thread; who acts is its author. */
export function addMessage(
  { em, principal, now }: UnitOfWork,
  { ticket }: TicketWork,
  { body, internal }: { body: string; internal: boolean },
): TicketMessage {
  ticket.messageCount += 1;
  ticket.lastMessageAt = now;
  return em.create(TicketMessage, {
    id: newId(),
    organizationId: ticket.organizationId,
    branchId: ticket.branchId,
    guardianId: ticket.guardianId,
    ticketId: ticket.id,
    position: ticket.messageCount,
    authorKind: principal.kind,
    authorId: principal.subject,
    body,
    internal,
    at: now,
  });
}

/** What every event of a ticket carries. */
export const ticketFacts = ({ id, number, guardianId, studentId, subject }: Ticket) => ({
  ticketId: id,
  number,
  guardianId,
  studentId: studentId ?? null,
  subject,
});
