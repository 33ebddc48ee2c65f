import { aggregateProperties, lessonHundredths, tenantPolicies } from '@campusgraph/persistence';
import { defineEntity, p } from '@mikro-orm/core';

const lessonAccountSchema = defineEntity({
  name: 'LessonAccount',
  tableName: 'lesson_account',
  properties: {
    ...aggregateProperties,
    branchId: p.uuid(),
    studentId: p.uuid(),
    guardianId: p.uuid().index(),
    /** Lessons taken that no lot covered. */
    arrearsHundredths: lessonHundredths().default(0),
  },
  uniques: [{ name: 'lesson_account_student', properties: ['studentId'] }],
  checks: [{ name: 'lesson_account_arrears', expression: 'arrears_hundredths >= 0' }],
  ...tenantPolicies('lesson_account', { branch: 'required', family: 'own' }),
});

/** A student's lessons. Its row is locked by whatever changes its lots, so that they need no locks of their own. */
export class LessonAccount extends lessonAccountSchema.class {}
lessonAccountSchema.setClass(LessonAccount);
