import { lessonScheduled } from '@campusgraph/contracts';
import { on } from '@campusgraph/events';
import { keepLesson } from '../commands/keep-copies.ts';

/** Trials can be booked into it. */
export const onLessonScheduled = on(lessonScheduled, async ({ branchId, data: { scheduledLessonId } }, unit) => {
  if (branchId === null) throw new Error('A lesson belongs to a branch.');
  await keepLesson(unit, { scheduledLessonId, branchId });
});
