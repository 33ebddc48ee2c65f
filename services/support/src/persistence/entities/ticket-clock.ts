import { aggregateProperties, instant, oneOf, tenantPolicies } from '@campusgraph/persistence';
import { defineEntity, p } from '@mikro-orm/core';
import { CLOCK_KINDS, type ClockPause } from '../../domain/ticket-clock.ts';

const ticketClockSchema = defineEntity({
  name: 'TicketClock',
  tableName: 'ticket_clock',
  properties: {
    ...aggregateProperties,
    branchId: p.uuid().index(),
    guardianId: p.uuid(),
    ticketId: p.uuid().index(),
    kind: oneOf(...CLOCK_KINDS),
    startedAt: instant(),
    targetMinutes: p.integer(),
    pauses: p.json<ClockPause[]>(),
    satisfiedAt: instant().nullable(),
    /** By the calendar and policy of these versions; null while paused with time left. */
    dueAt: instant().nullable(),
    /** Null: the shipped targets. */
    policyId: p.uuid().nullable(),
    policyVersion: p.integer().nullable(),
    /** 0: the shipped hours. */
    calendarVersion: p.integer(),
  },
  ...tenantPolicies('ticket_clock', { branch: 'required', family: 'own' }),
});

/** One promise of a ticket; open until satisfied. */
export class TicketClock extends ticketClockSchema.class {}
ticketClockSchema.setClass(TicketClock);
