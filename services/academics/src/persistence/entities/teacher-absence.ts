import { aggregateProperties, instant, tenantPolicies } from '@campusgraph/persistence';
import { defineEntity, p } from '@mikro-orm/core';

const teacherAbsenceSchema = defineEntity({
  name: 'TeacherAbsence',
  tableName: 'teacher_absence',
  properties: {
    ...aggregateProperties,
    teacherId: p.uuid(),
    startsAt: instant(),
    endsAt: instant(),
    reason: p.text(),
  },
  indexes: [{ name: 'teacher_absence_of', properties: ['teacherId', 'endsAt'] }],
  checks: [{ name: 'teacher_absence_time', expression: 'starts_at < ends_at' }],
  // A teacher lent to another branch is absent there too.
  ...tenantPolicies('teacher_absence', { branch: 'none', family: 'hidden' }),
});

/** When a teacher cannot teach at all: sick, on leave, at a training. */
export class TeacherAbsence extends teacherAbsenceSchema.class {}
teacherAbsenceSchema.setClass(TeacherAbsence);
