import { tenantPolicies } from '@campusgraph/persistence';
import { defineEntity, p } from '@mikro-orm/core';

const studentCopySchema = defineEntity({
  name: 'StudentCopy',
  tableName: 'student_copy',
  properties: {
    studentId: p.uuid().primary(),
    organizationId: p.uuid(),
    branchId: p.uuid(),
    guardianId: p.uuid().index(),
  },
  ...tenantPolicies('student_copy', { branch: 'required', family: 'own' }),
});

/** Whose child a student is and where, as academics said. */
export class StudentCopy extends studentCopySchema.class {}
studentCopySchema.setClass(StudentCopy);
