import { tenantPolicies } from '@campusgraph/persistence';
import { defineEntity, p } from '@mikro-orm/core';

const studentCopySchema = defineEntity({
  name: 'StudentCopy',
  tableName: 'student_copy',
  properties: { id: p.uuid().primary(), organizationId: p.uuid(), guardianId: p.uuid() },
  ...tenantPolicies('student_copy', { branch: 'none', family: 'own' }),
});

/** Whose child a student is: a quote must go to that guardian. */
export class StudentCopy extends studentCopySchema.class {}
studentCopySchema.setClass(StudentCopy);
