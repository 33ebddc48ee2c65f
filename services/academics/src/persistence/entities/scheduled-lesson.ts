import { aggregateProperties, instant, lessonHundredths, oneOf, tenantPolicies } from '@campusgraph/persistence';
import { defineEntity, p } from '@mikro-orm/core';
import type { WaivableRule } from '../../domain/availability.ts';

const scheduledLessonSchema = defineEntity({
  name: 'ScheduledLesson',
  tableName: 'scheduled_lesson',
  properties: {
    ...aggregateProperties,
    branchId: p.uuid(),
    classGroupId: p.uuid(),
    courseId: p.uuid(),
    /** Who teaches this one. */
    teacherId: p.uuid(),
    roomId: p.uuid(),
    startsAt: instant(),
    endsAt: instant(),
    /** What it takes from an account, as the course said when it was scheduled. */
    lessonHundredths: lessonHundredths(),
    status: oneOf('SCHEDULED', 'CANCELLED').default('SCHEDULED'),
    /** A timetable run leaves it where it is. */
    isPinned: p.boolean().default(false),
    /** The run that put it there. */
    timetableRunId: p.uuid().nullable().index(),
    /** The rules that were set aside for it. */
    waivedRules: p.array<WaivableRule>().default([]),
    /** Why it was last moved or cancelled. */
    changeReason: p.text().nullable(),
  },
  indexes: [
    { name: 'scheduled_lesson_starts_at', properties: ['organizationId', 'startsAt', 'id'] },
    { name: 'scheduled_lesson_branch', properties: ['branchId', 'startsAt'] },
    { name: 'scheduled_lesson_class', properties: ['classGroupId', 'startsAt'] },
    { name: 'scheduled_lesson_teacher', properties: ['teacherId', 'startsAt'] },
    { name: 'scheduled_lesson_room', properties: ['roomId', 'startsAt'] },
  ],
  checks: [
    { name: 'scheduled_lesson_time', expression: 'starts_at < ends_at' },
    {
      // Without students yet, no booking would keep a class from two lessons at once that nobody could attend.
      name: 'scheduled_lesson_one_at_a_time',
      expression: `exclude using gist (class_group_id with =, tstzrange(starts_at, ends_at) with &&) where (status = 'SCHEDULED')`,
    },
  ],
  ...tenantPolicies('scheduled_lesson', { branch: 'required', family: 'visible' }),
});

export class ScheduledLesson extends scheduledLessonSchema.class {}
scheduledLessonSchema.setClass(ScheduledLesson);
