import { invalid } from '@campusgraph/errors';
import type { UnitOfWork } from '@campusgraph/persistence';
import { checkOpen } from '../domain/class-group.ts';
import { type NotMoved, nobodyToPromote, promotionTime, studentsNotPlaced } from '../domain/placing.ts';
import { checkText } from '../domain/text.ts';
import { BranchCopy } from '../persistence/entities/branch-copy.ts';
import type { ClassGroup } from '../persistence/entities/class-group.ts';
import { Enrollment } from '../persistence/entities/enrollment.ts';
import { lockClassGroup } from './lock-class-group.ts';
import { lockTwoClassGroups } from './lock-two-class-groups.ts';
import { staysInOrder } from './merge-class-groups.ts';
import { goOver } from './move-student.ts';
import { type OpenClassGroup, openClassGroup } from './open-class-group.ts';
import { planMoves, refuseAlreadyThere } from './plan-moves.ts';
import { shutClassGroup } from './shut-class-group.ts';
import { offerFreeSeats } from './wait-list-entry.ts';
import { activeEnrollment } from './withdraw-student.ts';

export interface PromoteClassGroup {
  fromClassGroupId: string;
  /** One of the two. */
  toClassGroupId?: string | null | undefined;
  newClassGroup?: Omit<OpenClassGroup, 'branchId'> | null | undefined;
  /** Everybody unless given. */
  studentIds?: readonly string[] | null | undefined;
  /** The first day in the new class; now unless given. */
  on?: string | null | undefined;
  reason: string;
  /** REFUSE: all of them or nobody. SKIP: those who can. */
  onConflict?: 'REFUSE' | 'SKIP' | null | undefined;
  closeWhenEmpty?: boolean | null | undefined;
}

export interface ClassPromotion {
  from: ClassGroup;
  to: ClassGroup;
  takesEffectAt: Date;
  enrollments: Enrollment[];
  notMoved: NotMoved[];
  lessonsCancelled: number;
}

/**
 * Students of a class go on into the next one (升班), which is there or is opened. Lessons before that day stay as they are. Throws
 * SAME_CLASS, CLASS_CLOSED, NOT_ENROLLED, NOBODY_TO_PROMOTE, INVALID_PROMOTION_DAY, ONE_NEXT_CLASS, INVALID_TEXT, as
 * `openClassGroup`, and STUDENTS_NOT_PLACED naming who cannot and why, unless they are to be skipped.
 */
export async function promoteClassGroup(unit: UnitOfWork, input: PromoteClassGroup): Promise<ClassPromotion> {
  const { em, now } = unit;
  const reason = checkText('reason', input.reason);
  const { from, to } = await lockClasses(unit, input);
  checkOpen(to);
  const { timeZone } = await em.findOneOrFail(BranchCopy, { branchId: from.branchId });
  const at = promotionTime(input.on ?? null, { timeZone, now });
  const stays = await staysToPromote(unit, from, input.studentIds);
  if (stays.length === 0) throw nobodyToPromote(from);
  const plan = await planMoves(unit, { stays, to, at });
  const notMoved = [...plan.refused, ...(await refuseAlreadyThere(unit, plan, to))];
  if (notMoved.length > 0 && input.onConflict !== 'SKIP') throw studentsNotPlaced(to, notMoved);
  const enrollments: Enrollment[] = [];
  for (const move of plan.moves) {
    enrollments.push(await goOver(unit, { ...move, from, to, at, reason, cause: 'PROMOTION' }));
  }
  const isEmpty = (await em.count(Enrollment, { classGroupId: from.id, status: 'ACTIVE' })) === 0;
  const shuts = isEmpty && input.closeWhenEmpty === true;
  const lessonsCancelled = shuts ? await shutClassGroup(unit, from, { at, reason }) : 0;
  if (!shuts) await offerFreeSeats(unit, from);
  return { from, to, takesEffectAt: at, enrollments, notMoved, lessonsCancelled };
}

async function lockClasses(
  unit: UnitOfWork,
  { fromClassGroupId, toClassGroupId, newClassGroup }: PromoteClassGroup,
): Promise<{ from: ClassGroup; to: ClassGroup }> {
  if (Boolean(toClassGroupId) === Boolean(newClassGroup)) throw oneNextClass();
  if (toClassGroupId) {
    const groups = await lockTwoClassGroups(unit, { fromClassGroupId, toClassGroupId });
    checkOpen(groups.from);
    return groups;
  }
  const from = await lockClassGroup(unit, fromClassGroupId);
  checkOpen(from);
  // Nobody else knows of it before this commits.
  const to = await openClassGroup(unit, {
    branchId: from.branchId,
    ...(newClassGroup as Omit<OpenClassGroup, 'branchId'>),
  });
  return { from, to };
}

/** In the order in which they are named, else of their coming. Throws NOT_ENROLLED. */
async function staysToPromote(
  unit: UnitOfWork,
  from: ClassGroup,
  studentIds: PromoteClassGroup['studentIds'],
): Promise<Enrollment[]> {
  if (!studentIds) return staysInOrder(unit, from);
  const stays: Enrollment[] = [];
  for (const studentId of studentIds) stays.push(await activeEnrollment(unit, from, studentId));
  return [...new Set(stays)];
}

const oneNextClass = () =>
  invalid('ONE_NEXT_CLASS', {
    en: 'Give one of toClassGroupId and newClassGroup.',
    'zh-CN': '请填写 toClassGroupId 与 newClassGroup 其中之一。',
  });
