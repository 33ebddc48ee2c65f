import { tenantPolicies } from '@campusgraph/persistence';
import { defineEntity, p } from '@mikro-orm/core';

const teacherCopySchema = defineEntity({
  name: 'TeacherCopy',
  tableName: 'teacher_copy',
  properties: { teacherId: p.uuid().primary(), organizationId: p.uuid() },
  ...tenantPolicies('teacher_copy', { branch: 'none', family: 'hidden' }),
});

/** Who teaches, from organization: a pay rule is for one of them, who may teach in every branch. */
export class TeacherCopy extends teacherCopySchema.class {}
teacherCopySchema.setClass(TeacherCopy);
