import type { UnitOfWork } from '@campusgraph/persistence';
import { checkClassMayBecome } from '../domain/class-group.ts';
import type { NotMoved } from '../domain/placing.ts';
import type { ClassGroup } from '../persistence/entities/class-group.ts';
import { Enrollment } from '../persistence/entities/enrollment.ts';
import { takeSeat } from './enroll-student.ts';
import { lockClassGroup } from './lock-class-group.ts';
import { planMoves } from './plan-moves.ts';

export interface ReopenedClass {
  classGroup: ClassGroup;
  /** Of the students whom closing it had sent away and who are back. */
  enrollments: Enrollment[];
  notMoved: NotMoved[];
}

/**
 * A class that was closed by mistake is open again, with the students who left because of that, as far as they can. Who went into
 * another class stays there, and lessons that were cancelled stay so. Throws CLASS_STATUS, CLASS_GROUP_NOT_FOUND.
 */
export async function reopenClassGroup(
  unit: UnitOfWork,
  { classGroupId }: { classGroupId: string },
): Promise<ReopenedClass> {
  const { em, now: at } = unit;
  const group = await lockClassGroup(unit, classGroupId);
  checkClassMayBecome(group, 'OPEN');
  const sentAway = { classGroupId: group.id, endedBy: 'CLOSING' as const, withdrawnAt: group.closedAt ?? null };
  const stays = group.closedAt
    ? await em.find(Enrollment, sentAway, { orderBy: { enrolledAt: 'asc', id: 'asc' } })
    : [];
  em.assign(group, { status: 'OPEN', closedAt: null });
  const { moves, refused } = await planMoves(unit, { stays, to: group, at });
  const enrollments: Enrollment[] = [];
  for (const { student } of moves) enrollments.push(await takeSeat(unit, group, student));
  return { classGroup: group, enrollments, notMoved: refused };
}
