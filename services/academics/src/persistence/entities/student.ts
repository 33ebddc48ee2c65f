import { aggregateProperties, day, oneOf, tenantPolicies } from '@campusgraph/persistence';
import { defineEntity, p } from '@mikro-orm/core';

const studentSchema = defineEntity({
  name: 'Student',
  tableName: 'student',
  properties: {
    ...aggregateProperties,
    branchId: p.uuid(),
    guardianId: p.uuid().index(),
    name: p.text(),
    birthDate: day().nullable(),
    status: oneOf('REGISTERED', 'STUDYING', 'FORMER').default('REGISTERED'),
  },
  indexes: [
    { name: 'student_created_at', properties: ['organizationId', 'createdAt', 'id'] },
    { name: 'student_branch', properties: ['branchId', 'createdAt'] },
  ],
  ...tenantPolicies('student', { branch: 'required', family: 'own' }),
});

export class Student extends studentSchema.class {}
studentSchema.setClass(Student);
