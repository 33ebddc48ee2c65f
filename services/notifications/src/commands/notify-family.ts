import type { UnitOfWork } from '@campusgraph/persistence';
import { ClassGroupCopy } from '../persistence/entities/class-group-copy.ts';
import { RosterCopy } from '../persistence/entities/roster-copy.ts';
import { queueNotices, type Wording } from './queue-notices.ts';

export interface FamilyNotice {
  key: 'ENROLLMENT_SUSPENDED' | 'ENROLLMENT_RESUMED' | 'SUSPENSION_CANCELLED' | 'STUDENT_MOVED';
  branchId: string | null;
  enrollmentId: string;
  values: (wording: Wording) => Record<string, string>;
}

/** Tells the guardian of one student of what becomes of the stay in a class. The enrolment was told before; were it not, the event would be tried again. */
export async function notifyFamily(
  unit: UnitOfWork,
  { key, branchId, enrollmentId, values }: FamilyNotice,
): Promise<void> {
  const stay = await unit.em.findOneOrFail(RosterCopy, { enrollmentId });
  const { guardianId, studentId, studentName, classGroupId } = stay;
  const className = await classNameOf(unit, classGroupId);
  const notice = { guardianId, studentId, branchId };
  await queueNotices(unit, key, [{ ...notice, values: (wording) => ({ ...values(wording), studentName, className }) }]);
}

/** Empty where the class was not told of. */
export const classNameOf = async ({ em }: UnitOfWork, classGroupId: string): Promise<string> =>
  (await em.findOne(ClassGroupCopy, { classGroupId }))?.name ?? '';
