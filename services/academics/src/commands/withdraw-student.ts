import { studentWithdrawn } from '@campusgraph/contracts';
import { invalid } from '@campusgraph/errors';
import type { UnitOfWork } from '@campusgraph/persistence';
import { LockMode } from '@mikro-orm/core';
import { type EnrollmentEnd, statusAfter } from '../domain/enrollment.ts';
import type { ClassGroup } from '../persistence/entities/class-group.ts';
import { Enrollment } from '../persistence/entities/enrollment.ts';
import { Student } from '../persistence/entities/student.ts';
import { type Carried, endSuspensions } from './carry-suspensions.ts';
import { lockClassGroup } from './lock-class-group.ts';
import { freeSeat } from './seats.ts';
import { settleBookings } from './settle-bookings.ts';

/** Gives the seat back and frees the student from the lessons ahead. Throws NOT_ENROLLED, CLASS_GROUP_NOT_FOUND. */
export async function withdrawStudent(
  unit: UnitOfWork,
  { studentId, classGroupId }: { studentId: string; classGroupId: string },
): Promise<Enrollment> {
  const group = await lockClassGroup(unit, classGroupId);
  const enrollment = await activeEnrollment(unit, group, studentId);
  await endEnrollment(unit, group, enrollment);
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

/** Ends a stay in a class that is locked, and with it its suspensions, which are returned as they were. */
export async function endEnrollment(
  unit: UnitOfWork,
  group: ClassGroup,
  enrollment: Enrollment,
  { endedBy = 'WITHDRAWAL', at = unit.now }: Departure = {},
): Promise<Carried[]> {
  const { em } = unit;
  const { id, studentId, guardianId, classGroupId } = enrollment;
  // Before any booking is freed: who enrols the student elsewhere holds this row and would wait for those bookings. Null for
  // a student of a branch that is not the principal's: its record is that branch's to keep.
  const student = await em.findOne(Student, { id: studentId }, { lockMode: LockMode.PESSIMISTIC_WRITE });
  em.assign(enrollment, { status: 'WITHDRAWN', withdrawnAt: at, endedBy });
  freeSeat(group, enrollment);
  const suspensions = await endSuspensions(unit, enrollment, at);
  await settleBookings(unit, group, studentId);
  const others = await em.count(Enrollment, { studentId, status: 'ACTIVE', id: { $ne: id } });
  if (student) student.status = statusAfter(student.status, others);
  unit.record(studentWithdrawn, group, {
    enrollmentId: id,
    studentId,
    guardianId,
    classGroupId,
    withdrawnAt: at.toISOString(),
  });
  return suspensions;
}
