import { tenantPolicies } from '@campusgraph/persistence';
import { defineEntity, p } from '@mikro-orm/core';

const studentCopySchema = defineEntity({
  name: 'StudentCopy',
  tableName: 'student_copy',
  properties: {
    id: p.uuid().primary(),
    organizationId: p.uuid(),
    /** Null for who was registered before branches were kept: known in every branch. */
    branchId: p.uuid().nullable(),
    guardianId: p.uuid(),
  },
  ...tenantPolicies('student_copy', { branch: 'optional', family: 'own' }),
});

/** Whose child a student is and where: a quote must go to that guardian. */
export class StudentCopy extends studentCopySchema.class {}
studentCopySchema.setClass(StudentCopy);
