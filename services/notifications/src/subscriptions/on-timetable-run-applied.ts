import { timetableRunApplied } from '@campusgraph/contracts';
import { on } from '@campusgraph/events';
import { notifyOfRun } from '../commands/notify-of-run.ts';

/** The term's timetable is there: one message, not one for each of its lessons. */
export const onTimetableRunApplied = on(timetableRunApplied, ({ data }, unit) =>
  notifyOfRun(unit, { ...data, key: 'TIMETABLE_MADE' }),
);
