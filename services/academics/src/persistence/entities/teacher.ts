import { aggregateProperties, tenantPolicies } from '@campusgraph/persistence';
import { defineEntity, p } from '@mikro-orm/core';
import type { WeeklyPeriod } from '../../domain/weekly-periods.ts';

const teacherSchema = defineEntity({
  name: 'Teacher',
  tableName: 'teacher',
  properties: {
    /** The id is the staff member's. */
    ...aggregateProperties,
    name: p.text(),
    branchIds: p.array<string>().columnType('uuid[]'),
    /** The school's own word for it, such as 高级. */
    tier: p.text().nullable(),
    /** Courses that this teacher can give; null: any. */
    courseIds: p.array<string>().columnType('uuid[]').nullable(),
    /** On the clock of the branch of the lesson; null: whenever that branch is open. */
    weeklyHours: p.json<WeeklyPeriod[]>().nullable(),
    maxMinutesPerDay: p.integer().nullable(),
    maxMinutesPerWeek: p.integer().nullable(),
  },
  indexes: [{ name: 'teacher_name', properties: ['organizationId', 'name', 'id'] }],
  // A teacher lent to another branch stands in that branch's timetable, so the whole organization sees the name.
  ...tenantPolicies('teacher', { branch: 'none', family: 'visible' }),
});

export class Teacher extends teacherSchema.class {}
teacherSchema.setClass(Teacher);
