import { lessonRescheduled } from '@campusgraph/contracts';
import { on } from '@campusgraph/events';
import { notifyClass } from '../commands/notify-class.ts';
import { wallTime } from '../domain/wording.ts';

/** When to come instead. */
export const onLessonRescheduled = on(lessonRescheduled, ({ branchId, data }, unit) =>
  notifyClass(unit, {
    key: 'LESSON_RESCHEDULED',
    classGroupId: data.classGroupId,
    branchId,
    times: [data.startsAt, data.previousStartsAt],
    scheduledLessonId: data.scheduledLessonId,
    values: ({ locale, timeZone }) => ({
      previousTime: wallTime(data.previousStartsAt, timeZone, locale),
      time: wallTime(data.startsAt, timeZone, locale),
      reason: data.reason,
    }),
  }),
);
