import { studentWithdrawn } from '@campusgraph/contracts';
import { invalid } from '@campusgraph/errors';
import type { UnitOfWork } from '@campusgraph/persistence';
import { LockMode } from '@mikro-orm/core';
import { statusAfter } from '../domain/enrollment.ts';
import type { ClassGroup } from '../persistence/entities/class-group.ts';
import { Enrollment } from '../persistence/entities/enrollment.ts';
import { ScheduledLesson } from '../persistence/entities/scheduled-lesson.ts';
import { Student } from '../persistence/entities/student.ts';
import { releaseStudent } from '../persistence/queries/bookings.ts';
import { lockClassGroup } from './lock-class-group.ts';

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

/** Ends a stay in a class that is locked. */
export async function endEnrollment(unit: UnitOfWork, group: ClassGroup, enrollment: Enrollment): Promise<void> {
  const { em, now } = unit;
  const { id, studentId, guardianId, classGroupId } = enrollment;
  // Before any booking is freed: who enrols the student elsewhere holds this row and would wait for those bookings. Null for
  // a student of a branch that is not the principal's: its record is that branch's to keep.
  const student = await em.findOne(Student, { id: studentId }, { lockMode: LockMode.PESSIMISTIC_WRITE });
  em.assign(enrollment, { status: 'WITHDRAWN', withdrawnAt: now });
  group.enrolledCount -= 1;
  const ahead = await em.find(ScheduledLesson, { classGroupId, startsAt: { $gte: now } }, { fields: ['id'] });
  await releaseStudent(
    em,
    studentId,
    ahead.map((lesson) => lesson.id),
  );
  const others = await em.count(Enrollment, { studentId, status: 'ACTIVE', id: { $ne: id } });
  if (student) student.status = statusAfter(student.status, others);
  unit.record(studentWithdrawn, group, {
    enrollmentId: id,
    studentId,
    guardianId,
    classGroupId,
    withdrawnAt: now.toISOString(),
  });
}
