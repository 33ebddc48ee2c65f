import { studentEnrolled } from '@campusgraph/contracts';
import { conflict } from '@campusgraph/errors';
import { newId, type UnitOfWork } from '@campusgraph/persistence';
import { LockMode } from '@mikro-orm/core';
import { checkOpen } from '../domain/class-group.ts';
import { statusAfter } from '../domain/enrollment.ts';
import type { ClassGroup } from '../persistence/entities/class-group.ts';
import { Enrollment } from '../persistence/entities/enrollment.ts';
import { Student } from '../persistence/entities/student.ts';
import { type Carried, carrySuspensions, recordSuspended } from './carry-suspensions.ts';
import { found } from './found.ts';
import { leaveAtOnce } from './leave-at-once.ts';
import { lockClassGroup } from './lock-class-group.ts';
import { countSeat } from './seats.ts';
import { settleBookings } from './settle-bookings.ts';

/**
 * A seat in a class and a place in each of its lessons that have not ended (C19). Throws CLASS_FULL, CLASS_CLOSED,
 * ALREADY_ENROLLED, STUDENT_CLASH, STUDENT_NOT_FOUND, CLASS_GROUP_NOT_FOUND.
 */
export async function enrollStudent(
  unit: UnitOfWork,
  { studentId, classGroupId }: { studentId: string; classGroupId: string },
): Promise<Enrollment> {
  const group = await lockClassGroup(unit, classGroupId);
  return takeSeat(unit, group, await lockStudent(unit, studentId));
}

/** A student, locked to the end of the transaction; after the class. Throws STUDENT_NOT_FOUND. */
export const lockStudent = ({ em }: UnitOfWork, id: string): Promise<Student> =>
  found('Student', id, em.findOne(Student, { id }, { lockMode: LockMode.PESSIMISTIC_WRITE }));

export interface Arrival {
  /** When the student is there; now unless given. */
  at?: Date;
  /** Of the stay that this one goes on from: who was suspended there is suspended here, without a seat if it was given up. */
  continues?: { holdsSeat: boolean; suspensions: readonly Carried[] };
}

/** A seat in a class that is locked, for a student who is; the one that is held for the student, if any. */
export async function takeSeat(
  unit: UnitOfWork,
  group: ClassGroup,
  student: Student,
  { at = unit.now, continues }: Arrival = {},
): Promise<Enrollment> {
  const [classGroupId, studentId] = [group.id, student.id];
  if (await unit.em.findOne(Enrollment, { classGroupId, studentId, status: 'ACTIVE' })) {
    throw alreadyEnrolled(student, group);
  }
  // Who was to go on from here and comes back is here once.
  await leaveAtOnce(unit, { group, studentId, at });
  const holdsSeat = continues?.holdsSeat ?? true;
  if (holdsSeat) await countSeat(unit, group, { studentId, at });
  else checkOpen(group);
  const enrollment = newEnrollment(unit, group, student, { at, holdsSeat });
  student.status = statusAfter(student.status, 1);
  const suspended = carrySuspensions(unit, continues?.suspensions ?? [], enrollment);
  const lessons = await settleBookings(unit, group, studentId);
  unit.record(studentEnrolled, group, {
    enrollmentId: enrollment.id,
    studentId,
    guardianId: student.guardianId,
    studentName: student.name,
    classGroupId,
    courseId: group.courseId,
    enrolledAt: at.toISOString(),
    firstLessonAt: lessons[0]?.startsAt.toISOString() ?? null,
  });
  for (const one of suspended) recordSuspended(unit, one.suspension, one.continues);
  return enrollment;
}

const newEnrollment = (
  { em, principal, now }: UnitOfWork,
  { id: classGroupId, branchId }: ClassGroup,
  { id: studentId, guardianId }: Student,
  { at, holdsSeat }: { at: Date; holdsSeat: boolean },
): Enrollment =>
  em.create(Enrollment, {
    id: newId(),
    organizationId: principal.organizationId,
    createdAt: now,
    ...{ branchId, studentId, guardianId, classGroupId },
    ...{ enrolledAt: at, holdsSeat },
  });

export const alreadyEnrolled = (student: { id: string; name: string }, group: { id: string; name: string }) =>
  conflict(
    'ALREADY_ENROLLED',
    {
      en: `${student.name} is in class ${group.name} already.`,
      'zh-CN': `${student.name}已在班级“${group.name}”中。`,
    },
    { studentId: student.id, classGroupId: group.id },
  );
