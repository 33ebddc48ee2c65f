import { invalid } from '@campusgraph/errors';
import type { UnitOfWork } from '@campusgraph/persistence';
import { type EnrollmentEnd, statusAfter } from '../domain/enrollment.ts';
import type { ClassGroup } from '../persistence/entities/class-group.ts';
import { Enrollment } from '../persistence/entities/enrollment.ts';
import { type Carried, endSuspensions } from './carry-suspensions.ts';
import { leaveAtOnce, recordWithdrawn } from './leave-at-once.ts';
import { lockClassGroup } from './lock-class-group.ts';
import { lockStudentOf } from './lock-student-of.ts';
import { freeSeat } from './seats.ts';
import { settleBookings } from './settle-bookings.ts';
import { offerFreeSeats } from './wait-list-entry.ts';

/**
 * Gives the seat back, to the next in line if any, and frees the student from the lessons ahead, also of who was to go on a later
 * day. Throws NOT_ENROLLED, CLASS_GROUP_NOT_FOUND.
 */
export async function withdrawStudent(
  unit: UnitOfWork,
  { studentId, classGroupId }: { studentId: string; classGroupId: string },
): Promise<Enrollment> {
  const group = await lockClassGroup(unit, classGroupId);
  const leaving = await leaveAtOnce(unit, { group, studentId, at: unit.now });
  if (leaving) {
    await lockStudentOf(unit, leaving);
    await settleBookings(unit, group, leaving.studentId);
    await offerFreeSeats(unit, group);
    return leaving;
  }
  const enrollment = await activeEnrollment(unit, group, studentId);
  await endEnrollment(unit, group, enrollment);
  await offerFreeSeats(unit, group);
  return enrollment;
}

/** Throws NOT_ENROLLED. */
export async function activeEnrollment(unit: UnitOfWork, group: ClassGroup, studentId: string): Promise<Enrollment> {
  const classGroupId = group.id;
  const enrollment = await unit.em.findOne(Enrollment, { classGroupId, studentId, status: 'ACTIVE' });
  if (!enrollment) {
    throw invalid(
      'NOT_ENROLLED',
      {
        en: `Student ${studentId} is not in class ${group.name}.`,
        'zh-CN': `学员 ${studentId} 不在班级“${group.name}”中。`,
      },
      { studentId, classGroupId },
    );
  }
  return enrollment;
}

/** How and when a stay ends. */
export interface Departure {
  endedBy?: EnrollmentEnd;
  /** Now unless given; the lessons before it are kept. */
  at?: Date;
}

/**
 * Ends a stay in a class that is locked, and with it its suspensions, which are returned as they were; `offerFreeSeats` when the
 * rest of the change is done.
 */
export async function endEnrollment(
  unit: UnitOfWork,
  group: ClassGroup,
  enrollment: Enrollment,
  { endedBy = 'WITHDRAWAL', at = unit.now }: Departure = {},
): Promise<Carried[]> {
  const { em } = unit;
  const { id, studentId } = enrollment;
  // Before any booking is freed: who enrols the student elsewhere holds this row and would wait for those bookings.
  const student = await lockStudentOf(unit, enrollment);
  em.assign(enrollment, { status: 'WITHDRAWN', withdrawnAt: at, endedBy });
  freeSeat(group, enrollment);
  const suspensions = await endSuspensions(unit, enrollment, at);
  await settleBookings(unit, group, studentId);
  const others = await em.count(Enrollment, { studentId, status: 'ACTIVE', id: { $ne: id } });
  if (student) student.status = statusAfter(student.status, others);
  recordWithdrawn(unit, group, enrollment, at);
  return suspensions;
}
