import { studentMoved } from '@campusgraph/contracts';
import { on } from '@campusgraph/events';
import { classNameOf, notifyFamily } from '../commands/notify-family.ts';
import { wallDay } from '../domain/wording.ts';

/** Which class to come to, and from when: moved, promoted, or because two classes became one. */
export const onStudentMoved = on(studentMoved, async ({ branchId, data: { from, to, movedAt, reason } }, unit) => {
  const previousClassName = await classNameOf(unit, from.classGroupId);
  await notifyFamily(unit, {
    key: 'STUDENT_MOVED',
    branchId,
    enrollmentId: to.enrollmentId,
    values: ({ locale, timeZone }) => ({ previousClassName, from: wallDay(movedAt, timeZone, locale), reason }),
  });
});
