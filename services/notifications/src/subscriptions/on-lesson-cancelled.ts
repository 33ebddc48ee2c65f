import { lessonCancelled } from '@campusgraph/contracts';
import { on } from '@campusgraph/events';
import { notifyClass } from '../commands/notify-class.ts';
import { wallTime } from '../domain/wording.ts';

/** Nobody should stand before a closed door. Of a run that was undone, `onTimetableRunUndone` tells. */
export const onLessonCancelled = on(lessonCancelled, async ({ branchId, data }, unit) => {
  const { classGroupId, scheduledLessonId, startsAt, reason } = data;
  if (data.timetableRunId) return;
  await notifyClass(unit, {
    key: 'LESSON_CANCELLED',
    ...{ classGroupId, branchId, scheduledLessonId },
    times: [startsAt],
    values: ({ locale, timeZone }) => ({ time: wallTime(startsAt, timeZone, locale), reason }),
  });
});
