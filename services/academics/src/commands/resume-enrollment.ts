import { enrollmentResumed } from '@campusgraph/contracts';
import { conflict } from '@campusgraph/errors';
import type { UnitOfWork } from '@campusgraph/persistence';
import { planResumption } from '../domain/suspension.ts';
import { BranchCopy } from '../persistence/entities/branch-copy.ts';
import type { ClassGroup } from '../persistence/entities/class-group.ts';
import { EnrollmentSuspension } from '../persistence/entities/enrollment-suspension.ts';
import { suspensionFacts } from './carry-suspensions.ts';
import { lockClassGroup } from './lock-class-group.ts';
import { lockStudentOf } from './lock-student-of.ts';
import { countSeat } from './seats.ts';
import { settleBookings } from './settle-bookings.ts';
import { activeEnrollment } from './withdraw-student.ts';

export interface ResumeEnrollment {
  studentId: string;
  classGroupId: string;
  /** The day on the branch's clock from which the student comes again; now unless given. */
  on?: string | null | undefined;
}

/**
 * Ends the suspension that runs (复课): the student has a seat and is booked into the lessons ahead again, or nothing changes.
 * Throws NOT_ENROLLED, NOT_SUSPENDED, INVALID_RESUMPTION, CLASS_FULL, STUDENT_CLASH, CLASS_GROUP_NOT_FOUND.
 */
export async function resumeEnrollment(unit: UnitOfWork, input: ResumeEnrollment): Promise<EnrollmentSuspension> {
  const { em, now } = unit;
  const group = await lockClassGroup(unit, input.classGroupId);
  const enrollment = await activeEnrollment(unit, group, input.studentId);
  await lockStudentOf(unit, enrollment);
  const running = { startsAt: { $lte: now }, $or: [{ endsAt: null }, { endsAt: { $gt: now } }] };
  const suspension = await em.findOne(EnrollmentSuspension, {
    enrollmentId: enrollment.id,
    cancelledAt: null,
    ...running,
  });
  if (!suspension) throw notSuspended(input.studentId, group);
  const { timeZone } = await em.findOneOrFail(BranchCopy, { branchId: group.branchId });
  const { startsAt, endsAt = null } = suspension;
  suspension.endsAt = planResumption({ startsAt, endsAt }, input.on ?? null, { timeZone, now });
  if (!enrollment.holdsSeat) {
    await countSeat(unit, group, { studentId: enrollment.studentId, at: now });
    enrollment.holdsSeat = true;
  }
  await settleBookings(unit, group, enrollment.studentId);
  unit.record(enrollmentResumed, suspension, suspensionFacts(suspension));
  return suspension;
}

const notSuspended = (studentId: string, { id, name }: ClassGroup) =>
  conflict(
    'NOT_SUSPENDED',
    {
      en: `Student ${studentId} is not suspended from class ${name} now. A suspension that is planned is cancelled with cancelSuspension.`,
      'zh-CN': `学员 ${studentId} 当前在班级“${name}”中未停课;尚未开始的停课请用 cancelSuspension 取消。`,
    },
    { studentId, classGroupId: id },
  );
