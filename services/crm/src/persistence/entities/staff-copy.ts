import { tenantPolicies } from '@campusgraph/persistence';
import { defineEntity, p } from '@mikro-orm/core';

const staffCopySchema = defineEntity({
  name: 'StaffCopy',
  tableName: 'staff_copy',
  properties: {
    id: p.uuid().primary(),
    organizationId: p.uuid(),
    name: p.text(),
    role: p.text(),
    /** Empty: every branch. */
    branchIds: p.array<string>().columnType('uuid[]'),
  },
  ...tenantPolicies('staff_copy', { branch: 'none', family: 'hidden' }),
});

/**
 * Who leads can be assigned to, from organization's events. Nothing of it is ever told, and `checkStaff` answers alike for who
 * works elsewhere and who is unknown, so that it needs no branch of its own.
 */
export class StaffCopy extends staffCopySchema.class {}
staffCopySchema.setClass(StaffCopy);
