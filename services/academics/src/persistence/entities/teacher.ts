import { aggregateProperties, tenantPolicies } from '@campusgraph/persistence';
import { defineEntity, p } from '@mikro-orm/core';

const teacherSchema = defineEntity({
  name: 'Teacher',
  tableName: 'teacher',
  properties: {
    /** The id is the staff member's. */
    ...aggregateProperties,
    name: p.text(),
    branchIds: p.array<string>().columnType('uuid[]'),
  },
  indexes: [{ name: 'teacher_name', properties: ['organizationId', 'name', 'id'] }],
  // A teacher lent to another branch stands in that branch's timetable, so the whole organization sees the name.
  ...tenantPolicies('teacher', { branch: 'none', family: 'visible' }),
});

export class Teacher extends teacherSchema.class {}
teacherSchema.setClass(Teacher);
