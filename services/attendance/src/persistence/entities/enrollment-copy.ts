import { instant, tenantPolicies } from '@campusgraph/persistence';
import { defineEntity, p } from '@mikro-orm/core';

const enrollmentCopySchema = defineEntity({
  name: 'EnrollmentCopy',
  tableName: 'enrollment_copy',
  properties: {
    /** The enrolment's. */
    id: p.uuid().primary(),
    organizationId: p.uuid(),
    branchId: p.uuid(),
    studentId: p.uuid(),
    guardianId: p.uuid(),
    /** For the order of a roster. */
    studentName: p.text(),
    classGroupId: p.uuid().index(),
    enrolledAt: instant(),
    withdrawnAt: instant().nullable(),
  },
  ...tenantPolicies('enrollment_copy', { branch: 'required', family: 'own' }),
});

/** Who is in which class, and so on which roster, from academics' events. */
export class EnrollmentCopy extends enrollmentCopySchema.class {}
enrollmentCopySchema.setClass(EnrollmentCopy);
