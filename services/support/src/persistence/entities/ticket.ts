import { aggregateProperties, instant, oneOf, tenantPolicies } from '@campusgraph/persistence';
import { defineEntity, p } from '@mikro-orm/core';
import { TICKET_PRIORITIES, TICKET_TYPES } from '../../domain/service-policy.ts';
import { TICKET_STATUSES } from '../../domain/ticket-status.ts';

export const TICKET_CHANNELS = ['PHONE', 'EMAIL', 'CHAT', 'MESSAGE_BOARD', 'COUNTER', 'APP', 'SOCIAL'] as const;

const ticketSchema = defineEntity({
  name: 'Ticket',
  tableName: 'ticket',
  properties: {
    ...aggregateProperties,
    branchId: p.uuid().index(),
    guardianId: p.uuid().index(),
    studentId: p.uuid().nullable().index(),
    /** The callback that came upon the problem, where one did. */
    callbackTaskId: p.uuid().nullable(),
    number: p.text(),
    channel: oneOf(...TICKET_CHANNELS),
    type: oneOf(...TICKET_TYPES),
    subject: p.text(),
    status: oneOf(...TICKET_STATUSES),
    priority: oneOf(...TICKET_PRIORITIES),
    assigneeId: p.uuid().nullable().index(),
    firstResponseAt: instant().nullable(),
    /** Business minutes from the opening to the first human reply. */
    firstResponseMinutes: p.integer().nullable(),
    resolvedAt: instant().nullable(),
    confirmedAt: instant().nullable(),
    reopenings: p.integer().default(0),
    /** How long the thread is; every message counts it up under the row's lock, so that the thread has one order. */
    messageCount: p.integer().default(0),
    lastMessageAt: instant(),
    /** The earliest due time of the running clocks, for the desk's overdue list. */
    nextDueAt: instant().nullable(),
  },
  uniques: [
    { name: 'ticket_number', properties: ['organizationId', 'number'] },
    { name: 'ticket_callback', properties: ['organizationId', 'callbackTaskId'] },
  ],
  indexes: [
    { name: 'ticket_opened', properties: ['organizationId', 'createdAt', 'id'] },
    { name: 'ticket_due', properties: ['organizationId', 'nextDueAt'] },
  ],
  ...tenantPolicies('ticket', { branch: 'required', family: 'own' }),
});

/** A ticket; `createdAt` is when it was opened. */
export class Ticket extends ticketSchema.class {}
ticketSchema.setClass(Ticket);
