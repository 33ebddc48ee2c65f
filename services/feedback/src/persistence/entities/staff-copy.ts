import { tenantPolicies } from '@campusgraph/persistence';
import { defineEntity, p } from '@mikro-orm/core';

const staffCopySchema = defineEntity({
  name: 'StaffCopy',
  tableName: 'staff_copy',
  properties: {
    staffId: p.uuid().primary(),
    organizationId: p.uuid(),
    /** Null: every branch. */
    branchIds: p.array<string>().columnType('uuid[]').nullable(),
  },
  ...tenantPolicies('staff_copy', { branch: 'several', family: 'hidden' }),
});

/** Who works where, as organization said: who can be given a callback. */
export class StaffCopy extends staffCopySchema.class {}
staffCopySchema.setClass(StaffCopy);
