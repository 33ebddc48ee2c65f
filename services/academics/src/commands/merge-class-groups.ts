import type { UnitOfWork } from '@campusgraph/persistence';
import { checkOpen } from '../domain/class-group.ts';
import { studentsNotPlaced } from '../domain/placing.ts';
import { checkText } from '../domain/text.ts';
import type { ClassGroup } from '../persistence/entities/class-group.ts';
import { Enrollment } from '../persistence/entities/enrollment.ts';
import { lockTwoClassGroups } from './lock-two-class-groups.ts';
import { goOver } from './move-student.ts';
import { planMoves } from './plan-moves.ts';
import { shutClassGroup } from './shut-class-group.ts';
import { endEnrollment } from './withdraw-student.ts';

export interface MergeClassGroups {
  fromClassGroupId: string;
  toClassGroupId: string;
  reason: string;
}

export interface Merger {
  from: ClassGroup;
  to: ClassGroup;
  enrollments: Enrollment[];
  /** Stays that ended without a new one: their students were in both classes. */
  alreadyThere: Enrollment[];
  lessonsCancelled: number;
}

/**
 * All students of a class go into another one (并班), its lessons ahead are cancelled and it closes; or nothing changes. Throws
 * SAME_CLASS, CLASS_CLOSED, CLASS_GROUP_NOT_FOUND, INVALID_TEXT, and STUDENTS_NOT_PLACED naming who cannot and why.
 */
export async function mergeClassGroups(unit: UnitOfWork, input: MergeClassGroups): Promise<Merger> {
  const { em, now: at } = unit;
  const reason = checkText('reason', input.reason);
  const { from, to } = await lockTwoClassGroups(unit, input);
  checkOpen(from);
  checkOpen(to);
  const stays = await staysInOrder(unit, from);
  const { moves, refused, alreadyThere } = await planMoves(unit, { stays, to, at });
  if (refused.length > 0) throw studentsNotPlaced(to, refused);
  const enrollments: Enrollment[] = [];
  for (const move of moves) enrollments.push(await goOver(unit, { ...move, from, to, at, reason, cause: 'MERGER' }));
  for (const stay of alreadyThere) await endEnrollment(unit, from, stay, { endedBy: 'MOVE' });
  await em.flush();
  return { from, to, enrollments, alreadyThere, lessonsCancelled: await shutClassGroup(unit, from, { at, reason }) };
}

/** Of everybody in a class now, who came first first. */
export const staysInOrder = ({ em }: UnitOfWork, { id }: ClassGroup): Promise<Enrollment[]> =>
  em.find(Enrollment, { classGroupId: id, status: 'ACTIVE' }, { orderBy: { enrolledAt: 'asc', id: 'asc' } });
