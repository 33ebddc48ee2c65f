import { instant, tenantPolicies } from '@campusgraph/persistence';
import { defineEntity, p } from '@mikro-orm/core';

const rosterCopySchema = defineEntity({
  name: 'RosterCopy',
  tableName: 'roster_copy',
  properties: {
    enrollmentId: p.uuid().primary(),
    organizationId: p.uuid(),
    branchId: p.uuid(),
    classGroupId: p.uuid().index(),
    studentId: p.uuid(),
    guardianId: p.uuid(),
    /** Empty where the withdrawal was heard of first. */
    studentName: p.text(),
    /** Null where it was told before this was kept. */
    enrolledAt: instant().nullable(),
    /** Ahead of time for who goes on that day. */
    withdrawnAt: instant().nullable(),
  },
  ...tenantPolicies('roster_copy', { branch: 'required', family: 'own' }),
});

/** Who is in which class, as academics said: whom a change of a lesson concerns. */
export class RosterCopy extends rosterCopySchema.class {}
rosterCopySchema.setClass(RosterCopy);
