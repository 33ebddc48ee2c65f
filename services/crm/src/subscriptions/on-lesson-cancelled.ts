import { lessonCancelled } from '@campusgraph/contracts';
import { on } from '@campusgraph/events';
import { cancelTrials } from '../commands/follow-timetable.ts';
import { dropLesson } from '../commands/keep-copies.ts';

/** A trial lesson falls with its lesson, and none can be booked into it any more. */
export const onLessonCancelled = on(lessonCancelled, async ({ data: { scheduledLessonId, reason } }, unit) => {
  await cancelTrials(unit, scheduledLessonId, reason);
  await dropLesson(unit, scheduledLessonId);
});
