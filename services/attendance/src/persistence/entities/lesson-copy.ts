import { instant, lessonHundredths, oneOf, tenantPolicies } from '@campusgraph/persistence';
import { defineEntity, p } from '@mikro-orm/core';

const lessonCopySchema = defineEntity({
  name: 'LessonCopy',
  tableName: 'lesson_copy',
  properties: {
    /** The scheduled lesson's. */
    id: p.uuid().primary(),
    organizationId: p.uuid().index(),
    branchId: p.uuid(),
    classGroupId: p.uuid(),
    courseId: p.uuid(),
    teacherId: p.uuid(),
    startsAt: instant(),
    endsAt: instant(),
    lessonHundredths: lessonHundredths(),
    status: oneOf('SCHEDULED', 'CANCELLED'),
    /** The aggregate's version that this is a copy of; an older one never overwrites a newer one. */
    copiedVersion: p.integer(),
  },
  ...tenantPolicies('lesson_copy', { branch: 'required', family: 'visible' }),
});

/** What attendance knows of a lesson, from academics' events. */
export class LessonCopy extends lessonCopySchema.class {}
lessonCopySchema.setClass(LessonCopy);
