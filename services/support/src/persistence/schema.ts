import type { DatabaseSchema } from '@campusgraph/persistence';
import { BranchCopy } from './entities/branch-copy.ts';
import { BusinessCalendarVersion } from './entities/business-calendar.ts';
import { ServicePolicy } from './entities/service-policy.ts';
import { StaffCopy } from './entities/staff-copy.ts';
import { StudentCopy } from './entities/student-copy.ts';
import { Ticket } from './entities/ticket.ts';
import { TicketClock } from './entities/ticket-clock.ts';
import { TicketCounter } from './entities/ticket-counter.ts';
import { TicketMessage } from './entities/ticket-message.ts';
import { Migration20261122120000 } from './migrations/Migration20261122120000-first-tables.ts';
import { Migration20261122190300 } from './migrations/Migration20261122190300-callback-tickets.ts';
import { Migration20261122203000 } from './migrations/Migration20261122203000-families-write-nothing-shared.ts';
import { Migration20261122215500 } from './migrations/Migration20261122215500-policies-the-planner-reads.ts';

/** What the support database is made of. */
export const schema: DatabaseSchema = {
  service: 'support',
  entities: [
    Ticket,
    TicketMessage,
    TicketClock,
    TicketCounter,
    ServicePolicy,
    BusinessCalendarVersion,
    BranchCopy,
    StudentCopy,
    StaffCopy,
  ],
  migrations: [
    { name: 'Migration20261122120000-first-tables', class: Migration20261122120000 },
    { name: 'Migration20261122190300-callback-tickets', class: Migration20261122190300 },
    { name: 'Migration20261122203000-families-write-nothing-shared', class: Migration20261122203000 },
    { name: 'Migration20261122215500-policies-the-planner-reads', class: Migration20261122215500 },
  ],
  appendOnly: ['ticket_message'],
  derived: ['branch_copy', 'student_copy', 'staff_copy'],
};
