import type { Principal } from '@campusgraph/auth';
import { instant, tenantPolicies } from '@campusgraph/persistence';
import { defineEntity, p } from '@mikro-orm/core';

const tenant = tenantPolicies('ticket_message', { branch: 'required', family: 'own' });
const noteIsForStaff = `not internal or (select coalesce(current_setting('app.guardian', true), '')) = ''`;

const ticketMessageSchema = defineEntity({
  name: 'TicketMessage',
  tableName: 'ticket_message',
  properties: {
    id: p.uuid().primary(),
    organizationId: p.uuid(),
    branchId: p.uuid(),
    guardianId: p.uuid(),
    ticketId: p.uuid(),
    /** 1 for the first. */
    position: p.integer(),
    authorKind: p.text().$type<Principal['kind']>(),
    authorId: p.text(),
    body: p.text(),
    internal: p.boolean(),
    at: instant(),
  },
  uniques: [{ name: 'ticket_message_thread', properties: ['ticketId', 'position'] }],
  rowLevelSecurity: tenant.rowLevelSecurity,
  // On top of the tenant's: a family never sees, nor writes, a note among the staff.
  policies: [
    ...tenant.policies,
    { name: 'ticket_message_internal', type: 'restrictive', using: noteIsForStaff, check: noteIsForStaff },
  ],
});

/** One message of a thread; append-only. */
export class TicketMessage extends ticketMessageSchema.class {}
ticketMessageSchema.setClass(TicketMessage);
