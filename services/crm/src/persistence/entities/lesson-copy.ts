import { tenantPolicies } from '@campusgraph/persistence';
import { defineEntity, p } from '@mikro-orm/core';

const lessonCopySchema = defineEntity({
  name: 'LessonCopy',
  tableName: 'lesson_copy',
  properties: { scheduledLessonId: p.uuid().primary(), organizationId: p.uuid(), branchId: p.uuid() },
  ...tenantPolicies('lesson_copy', { branch: 'required', family: 'hidden' }),
});

/** Which lessons are on the timetable, from academics: a trial takes place in one. */
export class LessonCopy extends lessonCopySchema.class {}
lessonCopySchema.setClass(LessonCopy);
