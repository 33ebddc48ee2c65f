import type { UnitOfWork } from '@campusgraph/persistence';
import { ClassGroupCopy } from '../persistence/entities/class-group-copy.ts';
import { RosterCopy } from '../persistence/entities/roster-copy.ts';
import { queueNotices, type Wording } from './queue-notices.ts';

export interface ClassNotice {
  key: 'LESSON_CANCELLED' | 'LESSON_RESCHEDULED';
  classGroupId: string;
  branchId: string | null;
  values: (wording: Wording) => Record<string, string>;
}

/** Tells the guardian of every student who is in the class now, once for each child. */
export async function notifyClass(
  unit: UnitOfWork,
  { key, classGroupId, branchId, values }: ClassNotice,
): Promise<void> {
  const classGroup = await unit.em.findOne(ClassGroupCopy, { classGroupId });
  const roster = await unit.em.find(
    RosterCopy,
    { classGroupId, withdrawnAt: null },
    { orderBy: { enrollmentId: 'asc' } },
  );
  await queueNotices(
    unit,
    key,
    roster.map(({ guardianId, studentId, studentName }) => ({
      guardianId,
      studentId,
      branchId,
      values: (wording) => ({ ...values(wording), studentName, className: classGroup?.name ?? '' }),
    })),
  );
}
