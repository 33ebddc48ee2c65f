import type { UnitOfWork } from '@campusgraph/persistence';
import { ClassGroupCopy } from '../persistence/entities/class-group-copy.ts';
import { queueNotices, type Wording } from './queue-notices.ts';
import { whomItConcerns } from './whom-it-concerns.ts';

export interface ClassNotice {
  key: 'LESSON_CANCELLED' | 'LESSON_RESCHEDULED';
  classGroupId: string;
  branchId: string | null;
  /** When the lesson begins, and began before: who was expected at one of them is told. */
  times: readonly string[];
  scheduledLessonId: string;
  values: (wording: Wording) => Record<string, string>;
}

/** Tells the guardian of every student whom the lesson concerns, once for each child. */
export async function notifyClass(
  unit: UnitOfWork,
  { key, classGroupId, branchId, scheduledLessonId, times, values }: ClassNotice,
): Promise<void> {
  const classGroup = await unit.em.findOne(ClassGroupCopy, { classGroupId });
  const at = times.map((time) => new Date(time));
  const roster = await whomItConcerns(unit, [classGroupId], at);
  await queueNotices(
    unit,
    key,
    roster.map(({ guardianId, studentId, studentName }) => ({
      guardianId,
      studentId,
      branchId,
      aboutId: scheduledLessonId,
      values: (wording) => ({ ...values(wording), studentName, className: classGroup?.name ?? '' }),
    })),
  );
}
