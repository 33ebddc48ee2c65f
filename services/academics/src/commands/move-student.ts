import { type EventData, studentMoved } from '@campusgraph/contracts';
import type { UnitOfWork } from '@campusgraph/persistence';
import { checkText } from '../domain/text.ts';
import type { ClassGroup } from '../persistence/entities/class-group.ts';
import type { Enrollment } from '../persistence/entities/enrollment.ts';
import type { Student } from '../persistence/entities/student.ts';
import { queueForResource } from '../persistence/queries/bookings.ts';
import { lockStudent, takeSeat } from './enroll-student.ts';
import { lockTwoClassGroups } from './lock-two-class-groups.ts';
import { offerFreeSeats } from './wait-list-entry.ts';
import { activeEnrollment, endEnrollment } from './withdraw-student.ts';

export interface MoveStudent {
  studentId: string;
  fromClassGroupId: string;
  toClassGroupId: string;
  reason: string;
}

/**
 * From one class into another (转班, 转校), or not at all: the seat and the lessons ahead. What the two cost is billing's to
 * settle. Throws SAME_CLASS, NOT_ENROLLED and as `enrollStudent`.
 */
export async function moveStudent(unit: UnitOfWork, input: MoveStudent): Promise<Enrollment> {
  const reason = checkText('reason', input.reason);
  const { from, to } = await lockTwoClassGroups(unit, input);
  const student = await lockStudent(unit, input.studentId);
  const left = await activeEnrollment(unit, from, student.id);
  const taken = await goOver(unit, { student, left, from, to, at: unit.now, reason, cause: 'TRANSFER' });
  await offerFreeSeats(unit, from);
  return taken;
}

export interface Move {
  student: Student;
  left: Enrollment;
  from: ClassGroup;
  to: ClassGroup;
  at: Date;
  reason: string;
  cause: NonNullable<EventData<typeof studentMoved>['cause']>;
}

/** Both classes and the student are locked; `offerFreeSeats` of the one that is left when the rest is done. Throws as `takeSeat`. */
export async function goOver(
  unit: UnitOfWork,
  { student, left, from, to, at, reason, cause }: Move,
): Promise<Enrollment> {
  // Before any booking is freed, as everybody who frees some to make others.
  await queueForResource(unit.em, 'STUDENT', student.id);
  const suspensions = await endEnrollment(unit, from, left, { endedBy: 'MOVE', at });
  const continues = { holdsSeat: left.holdsSeat, suspensions };
  const taken = await takeSeat(unit, to, student, { at, continues });
  unit.record(studentMoved, to, {
    studentId: student.id,
    guardianId: student.guardianId,
    from: { enrollmentId: left.id, classGroupId: from.id, courseId: from.courseId, branchId: from.branchId },
    to: { enrollmentId: taken.id, classGroupId: to.id, courseId: to.courseId, branchId: to.branchId },
    movedAt: at.toISOString(),
    reason,
    cause,
  });
  return taken;
}
