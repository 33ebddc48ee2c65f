import type { UnitOfWork } from '@campusgraph/persistence';
import { LockMode } from '@mikro-orm/core';
import type { Enrollment } from '../persistence/entities/enrollment.ts';
import { Student } from '../persistence/entities/student.ts';

/**
 * The student of an enrolment, locked, after the class and before any booking is freed or made; null where the student is of a
 * branch that is not the principal's: the record is that branch's to keep.
 */
export const lockStudentOf = ({ em }: UnitOfWork, { studentId }: Enrollment): Promise<Student | null> =>
  em.findOne(Student, { id: studentId }, { lockMode: LockMode.PESSIMISTIC_WRITE });
