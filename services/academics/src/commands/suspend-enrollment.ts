import { newId, type UnitOfWork } from '@campusgraph/persistence';
import { planSuspension, type Span, suspensionOverlaps } from '../domain/suspension.ts';
import { checkText } from '../domain/text.ts';
import { BranchCopy } from '../persistence/entities/branch-copy.ts';
import type { Enrollment } from '../persistence/entities/enrollment.ts';
import { EnrollmentSuspension } from '../persistence/entities/enrollment-suspension.ts';
import { recordSuspended } from './carry-suspensions.ts';
import { lockClassGroup } from './lock-class-group.ts';
import { lockStudentOf } from './lock-student-of.ts';
import { freeSeat } from './seats.ts';
import { settleBookings } from './settle-bookings.ts';
import { offerFreeSeats } from './wait-list-entry.ts';
import { activeEnrollment } from './withdraw-student.ts';

export interface SuspendEnrollment {
  studentId: string;
  classGroupId: string;
  /** Days on the branch's clock. */
  from: string;
  until?: string | null | undefined;
  /** True unless given. */
  keepsSeat?: boolean | null | undefined;
  reason: string;
}

/**
 * The student stays enrolled and does not come (停课): the lessons of that time are free for others, and so is the seat where it
 * is given up. Throws NOT_ENROLLED, INVALID_SUSPENSION, SEAT_STAYS_TAKEN, SUSPENSION_OVERLAPS, INVALID_TEXT, CLASS_GROUP_NOT_FOUND.
 */
export async function suspendEnrollment(unit: UnitOfWork, input: SuspendEnrollment): Promise<EnrollmentSuspension> {
  const { em, principal, now } = unit;
  const group = await lockClassGroup(unit, input.classGroupId);
  const enrollment = await activeEnrollment(unit, group, input.studentId);
  await lockStudentOf(unit, enrollment);
  const { timeZone } = await em.findOneOrFail(BranchCopy, { branchId: group.branchId });
  const { from, until = null, keepsSeat: asked } = input;
  const keepsSeat = asked ?? true;
  const span = planSuspension({ from, until, keepsSeat }, { timeZone, now });
  const reason = checkText('reason', input.reason);
  await checkNotSuspended(unit, enrollment, span, timeZone);
  const { id: enrollmentId, branchId, classGroupId, studentId, guardianId } = enrollment;
  const suspension = em.create(EnrollmentSuspension, {
    id: newId(),
    organizationId: principal.organizationId,
    createdAt: now,
    ...{ enrollmentId, branchId, classGroupId, studentId, guardianId },
    ...{ ...span, keepsSeat, reason },
  });
  if (!keepsSeat) {
    freeSeat(group, enrollment);
    enrollment.holdsSeat = false;
  }
  await settleBookings(unit, group, studentId);
  if (!keepsSeat) await offerFreeSeats(unit, group);
  recordSuspended(unit, suspension, null);
  return suspension;
}

/** Throws SUSPENSION_OVERLAPS. */
async function checkNotSuspended(
  { em }: UnitOfWork,
  { id: enrollmentId }: Enrollment,
  { startsAt, endsAt }: Span,
  timeZone: string,
): Promise<void> {
  const meets = {
    $or: [{ endsAt: null }, { endsAt: { $gt: startsAt } }],
    ...(endsAt && { startsAt: { $lt: endsAt } }),
  };
  const other = await em.findOne(EnrollmentSuspension, { enrollmentId, cancelledAt: null, ...meets });
  if (other) throw suspensionOverlaps({ ...other, endsAt: other.endsAt ?? null }, timeZone);
}
