import { studentMoved } from '@campusgraph/contracts';
import { invalid } from '@campusgraph/errors';
import type { UnitOfWork } from '@campusgraph/persistence';
import { checkText } from '../domain/text.ts';
import type { Enrollment } from '../persistence/entities/enrollment.ts';
import { queueForResource } from '../persistence/queries/bookings.ts';
import { lockStudent, takeSeat } from './enroll-student.ts';
import { lockClassGroup } from './lock-class-group.ts';
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
  const { em, now } = unit;
  if (input.fromClassGroupId.toLowerCase() === input.toClassGroupId.toLowerCase()) throw sameClass(input);
  const reason = checkText('reason', input.reason);
  // In the order of their ids: two students who change places must not wait for each other.
  const ids = [input.fromClassGroupId, input.toClassGroupId].map((id) => id.toLowerCase());
  const [first, second] = ids.toSorted() as [string, string];
  const groups = [await lockClassGroup(unit, first), await lockClassGroup(unit, second)] as const;
  const [from, to] = groups[0].id === ids[0] ? groups : [groups[1], groups[0]];
  const student = await lockStudent(unit, input.studentId);
  const left = await activeEnrollment(unit, from, student.id);
  // Before any booking is freed, as everybody who frees some to make others.
  await queueForResource(em, 'STUDENT', student.id);
  await endEnrollment(unit, from, left);
  const taken = await takeSeat(unit, to, student);
  unit.record(studentMoved, to, {
    studentId: student.id,
    guardianId: student.guardianId,
    from: { enrollmentId: left.id, classGroupId: from.id, courseId: from.courseId, branchId: from.branchId },
    to: { enrollmentId: taken.id, classGroupId: to.id, courseId: to.courseId, branchId: to.branchId },
    movedAt: now.toISOString(),
    reason,
  });
  return taken;
}

const sameClass = ({ fromClassGroupId, toClassGroupId }: MoveStudent) =>
  invalid(
    'SAME_CLASS',
    {
      en: 'fromClassGroupId and toClassGroupId are the same class. Choose another one.',
      'zh-CN': 'fromClassGroupId 与 toClassGroupId 是同一个班级,请选择其他班级。',
    },
    { fromClassGroupId, toClassGroupId },
  );
