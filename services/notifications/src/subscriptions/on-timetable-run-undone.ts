import { timetableRunUndone } from '@campusgraph/contracts';
import { on } from '@campusgraph/events';
import { notifyOfRun } from '../commands/notify-of-run.ts';

/** It tells of the lessons that `onLessonCancelled` leaves to it. */
export const onTimetableRunUndone = on(timetableRunUndone, ({ data }, unit) =>
  notifyOfRun(unit, { ...data, key: 'TIMETABLE_WITHDRAWN' }),
);
