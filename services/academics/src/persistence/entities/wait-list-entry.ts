import { aggregateProperties, instant, oneOf, tenantPolicies } from '@campusgraph/persistence';
import { defineEntity, p } from '@mikro-orm/core';
import { WAIT_LIST_STATUSES } from '../../domain/wait-list.ts';

const waitListEntrySchema = defineEntity({
  name: 'WaitListEntry',
  tableName: 'wait_list_entry',
  properties: {
    /** `createdAt` is when the child was put in line. */
    ...aggregateProperties,
    /** The class's. */
    branchId: p.uuid(),
    classGroupId: p.uuid(),
    studentId: p.uuid().index(),
    guardianId: p.uuid(),
    /** To tell the family of an offer: whoever frees the seat may not see a child of another branch. */
    studentName: p.text(),
    /** Counts up per class, under the lock of its row: the order of the line, whatever the clocks of two processes say. */
    place: p.integer(),
    status: oneOf(...WAIT_LIST_STATUSES).default('WAITING'),
    offeredAt: instant().nullable(),
    /** Until then the seat is held; from then on it is the next one's. */
    offerEndsAt: instant().nullable(),
    endedAt: instant().nullable(),
  },
  uniques: [{ name: 'wait_list_entry_place', properties: ['classGroupId', 'place'] }],
  indexes: [
    {
      name: 'wait_list_entry_once',
      expression: `create unique index wait_list_entry_once on wait_list_entry (class_group_id, student_id) where status in ('WAITING', 'OFFERED')`,
    },
    {
      name: 'wait_list_entry_offered',
      expression: `create index wait_list_entry_offered on wait_list_entry (offer_ends_at) where status = 'OFFERED'`,
    },
  ],
  checks: [{ name: 'wait_list_entry_offer', expression: `status <> 'OFFERED' or offer_ends_at is not null` }],
  // The worker finds what has lapsed, whichever organization's.
  ...tenantPolicies('wait_list_entry', { branch: 'required', family: 'own', systemRole: 'academics_system' }),
});

/** A child in line for a seat in a class that is full (候补). */
export class WaitListEntry extends waitListEntrySchema.class {}
waitListEntrySchema.setClass(WaitListEntry);
