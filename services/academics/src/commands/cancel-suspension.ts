import { enrollmentSuspensionCancelled } from '@campusgraph/contracts';
import { conflict } from '@campusgraph/errors';
import type { UnitOfWork } from '@campusgraph/persistence';
import { type SuspensionStatus, suspensionStatus } from '../domain/suspension.ts';
import { Enrollment } from '../persistence/entities/enrollment.ts';
import { EnrollmentSuspension } from '../persistence/entities/enrollment-suspension.ts';
import { suspensionFacts } from './carry-suspensions.ts';
import { found } from './found.ts';
import { lockClassGroup } from './lock-class-group.ts';
import { lockStudentOf } from './lock-student-of.ts';
import { settleBookings } from './settle-bookings.ts';

/**
 * A suspension that has not begun does not take place; the student is booked into its lessons again. Throws SUSPENSION_STATUS,
 * STUDENT_CLASH, ENROLLMENT_SUSPENSION_NOT_FOUND.
 */
export async function cancelSuspension(
  unit: UnitOfWork,
  { enrollmentSuspensionId: id }: { enrollmentSuspensionId: string },
): Promise<EnrollmentSuspension> {
  const { em, now } = unit;
  const suspension = await found('EnrollmentSuspension', id, em.findOne(EnrollmentSuspension, { id }));
  const group = await lockClassGroup(unit, suspension.classGroupId);
  // As it is now that nobody else changes it.
  await em.refresh(suspension);
  await lockStudentOf(unit, await em.findOneOrFail(Enrollment, { id: suspension.enrollmentId }));
  const { startsAt, endsAt = null, cancelledAt = null } = suspension;
  const status = suspensionStatus({ startsAt, endsAt, cancelledAt }, now);
  if (status !== 'PLANNED') throw hasBegun(suspension.id, status);
  suspension.cancelledAt = now;
  await settleBookings(unit, group, suspension.studentId);
  unit.record(enrollmentSuspensionCancelled, suspension, suspensionFacts(suspension));
  return suspension;
}

const hasBegun = (id: string, status: SuspensionStatus) =>
  conflict(
    'SUSPENSION_STATUS',
    {
      en: `Suspension ${id} is ${status}, and only a PLANNED one is cancelled. End one that runs with resumeEnrollment.`,
      'zh-CN': `停课 ${id} 当前状态为 ${status},只有尚未开始(PLANNED)的停课可以取消;进行中的请用 resumeEnrollment 复课。`,
    },
    { enrollmentSuspensionId: id, status },
  );
