import { aggregateProperties, day, oneOf, type Search, searchIndex, tenantPolicies } from '@campusgraph/persistence';
import { defineEntity, p } from '@mikro-orm/core';

export const studentSearch: Search = { table: 'student', columns: ['name'], family: 'own' };

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
    searchIndex(studentSearch),
  ],
  ...tenantPolicies('student', { branch: 'required', family: 'own', searchRole: 'academics_search' }),
});

export class Student extends studentSchema.class {}
studentSchema.setClass(Student);
