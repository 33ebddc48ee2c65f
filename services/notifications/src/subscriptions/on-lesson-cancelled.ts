import { lessonCancelled } from '@campusgraph/contracts';
import { on } from '@campusgraph/events';
import { notifyClass } from '../commands/notify-class.ts';
import { wallTime } from '../domain/wording.ts';

/** Nobody should stand before a closed door. */
export const onLessonCancelled = on(lessonCancelled, ({ branchId, data: { classGroupId, startsAt, reason } }, unit) =>
  notifyClass(unit, {
    key: 'LESSON_CANCELLED',
    classGroupId,
    branchId,
    times: [startsAt],
    values: ({ locale, timeZone }) => ({ time: wallTime(startsAt, timeZone, locale), reason }),
  }),
);
