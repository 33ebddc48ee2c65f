import { tenantPolicies } from '@campusgraph/persistence';
import { defineEntity, p } from '@mikro-orm/core';

const ticketCounterSchema = defineEntity({
  name: 'TicketCounter',
  tableName: 'ticket_counter',
  properties: {
    organizationId: p.uuid().primary(),
    year: p.integer().primary(),
    /** The last number given out. */
    last: p.integer(),
  },
  ...tenantPolicies('ticket_counter', { branch: 'none', family: 'shared' }),
});

/** Counts an organization's tickets of a year, without gaps: the row is locked until the ticket is committed. */
export class TicketCounter extends ticketCounterSchema.class {}
ticketCounterSchema.setClass(TicketCounter);
