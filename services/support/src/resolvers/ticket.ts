import { breached, pausedAt, remainingMinutes } from '../domain/ticket-clock.ts';
import type { Resolvers } from '../generated/resolvers.ts';
import { ticketsById } from '../persistence/queries/by-id.ts';
import { clocksByTicket } from '../persistence/queries/clocks-by-ticket.ts';
import { messagesByTicket } from '../persistence/queries/messages-by-ticket.ts';

export const ticket: Pick<Resolvers, 'Ticket' | 'TicketMessage' | 'TicketClock'> = {
  Ticket: {
    __resolveReference: ({ id }, { load }) => load(ticketsById, id),
    openedAt: ({ createdAt }) => createdAt,
    guardian: ({ guardianId }) => ({ id: guardianId }),
    student: ({ studentId }) => (studentId ? { id: studentId } : null),
    branch: ({ branchId }) => ({ id: branchId }),
    assignee: ({ assigneeId }) => (assigneeId ? { id: assigneeId } : null),
    messages: ({ id }, _, { load }) => load(messagesByTicket, id),
    clocks: ({ id }, _, { load }) => load(clocksByTicket, id),
  },
  TicketMessage: { author: ({ authorKind, authorId }) => ({ kind: authorKind, id: authorId }) },
  TicketClock: {
    kind: ({ clock }) => clock.kind,
    targetMinutes: ({ clock }) => clock.targetMinutes,
    startedAt: ({ clock }) => clock.startedAt,
    dueAt: ({ clock }) => clock.dueAt ?? null,
    pausedAt: ({ clock }) => (clock.satisfiedAt ? null : pausedAt(clock.pauses)),
    satisfiedAt: ({ clock }) => clock.satisfiedAt ?? null,
    breached: ({ clock }, _, { now }) => breached(clock, now),
    remainingMinutes: ({ clock, calendar }, _, { now }) => remainingMinutes(calendar, clock, now),
    policyVersion: ({ clock }) => clock.policyVersion ?? null,
  },
};
