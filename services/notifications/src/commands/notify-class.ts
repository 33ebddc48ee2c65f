import type { UnitOfWork } from '@campusgraph/persistence';
import { isConcerned } from '../domain/roster.ts';
import { ClassGroupCopy } from '../persistence/entities/class-group-copy.ts';
import { RosterCopy } from '../persistence/entities/roster-copy.ts';
import { SuspensionCopy } from '../persistence/entities/suspension-copy.ts';
import { queueNotices, type Wording } from './queue-notices.ts';

export interface ClassNotice {
  key: 'LESSON_CANCELLED' | 'LESSON_RESCHEDULED';
  classGroupId: string;
  branchId: string | null;
  /** When the lesson begins, and began before: who was expected at one of them is told. */
  times: readonly string[];
  values: (wording: Wording) => Record<string, string>;
}

/** Tells the guardian of every student whom the lesson concerns, once for each child. */
export async function notifyClass(
  unit: UnitOfWork,
  { key, classGroupId, branchId, times, values }: ClassNotice,
): Promise<void> {
  const classGroup = await unit.em.findOne(ClassGroupCopy, { classGroupId });
  const roster = await concerned(
    unit,
    classGroupId,
    times.map((at) => new Date(at)),
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

/** Each child once, also where it came back into the class. */
async function concerned({ em }: UnitOfWork, classGroupId: string, times: readonly Date[]): Promise<RosterCopy[]> {
  const stays = await em.find(RosterCopy, { classGroupId }, { orderBy: { enrollmentId: 'asc' } });
  const suspensions = await em.find(SuspensionCopy, { enrollmentId: { $in: stays.map((one) => one.enrollmentId) } });
  const suspensionsOf = Map.groupBy(suspensions, ({ enrollmentId }) => enrollmentId);
  const told = stays.filter(({ enrollmentId, enrolledAt = null, withdrawnAt = null }) => {
    const away = (suspensionsOf.get(enrollmentId) ?? []).map(({ startsAt, endsAt = null }) => ({ startsAt, endsAt }));
    return times.some((at) => isConcerned({ enrolledAt, withdrawnAt, suspensions: away }, at));
  });
  return [...new Map(told.map((one) => [one.studentId, one])).values()];
}
