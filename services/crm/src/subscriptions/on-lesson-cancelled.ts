import { lessonCancelled } from '@campusgraph/contracts';
import { on } from '@campusgraph/events';
import { cancelTrials } from '../commands/follow-timetable.ts';

/** A trial lesson falls with its lesson. */
export const onLessonCancelled = on(lessonCancelled, ({ data: { scheduledLessonId, reason } }, unit) =>
  cancelTrials(unit, scheduledLessonId, reason),
);
