import { lessonCancelled } from '@campusgraph/contracts';
import { on } from '@campusgraph/events';
import { cancelTrials } from '../commands/follow-timetable.ts';
import { dropLesson } from '../commands/keep-copies.ts';

/** A trial lesson falls with its lesson. */
export const onLessonCancelled = on(lessonCancelled, ({ data: { scheduledLessonId, reason } }, unit) =>
  cancelTrials(unit, scheduledLessonId, reason),
);

/** None can be booked into it any more. */
export const onLessonGone = on(lessonCancelled, ({ data: { scheduledLessonId } }, unit) =>
  dropLesson(unit, scheduledLessonId),
);
