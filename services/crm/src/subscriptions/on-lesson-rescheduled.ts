import { lessonRescheduled } from '@campusgraph/contracts';
import { on } from '@campusgraph/events';
import { moveTrials } from '../commands/follow-timetable.ts';

/** A trial lesson takes place when its lesson does. */
export const onLessonRescheduled = on(lessonRescheduled, ({ data: { scheduledLessonId, startsAt } }, unit) =>
  moveTrials(unit, scheduledLessonId, new Date(startsAt)),
);
