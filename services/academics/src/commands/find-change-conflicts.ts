import { conflict, DomainError } from '@campusgraph/errors';
import type { UnitOfWork } from '@campusgraph/persistence';
import { checkChangeable } from '../domain/lesson.ts';
import { checkLessonTime } from '../domain/lesson-time.ts';
import { BranchCopy } from '../persistence/entities/branch-copy.ts';
import type { Booking } from '../persistence/queries/bookings.ts';
import { findRunConflicts, type PlannedLesson } from './find-run-conflicts.ts';
import type { PlannedChange } from './plan-changes.ts';
import { checkPlaces } from './schedule-lessons.ts';

/**
 * By lesson, the first reason why it cannot be changed as planned: what `rescheduleLesson`, `cancelLesson` or `scheduleLessons` would
 * say, the other changes made. What the lessons hold must be released before.
 */
export async function findChangeConflicts(
  unit: UnitOfWork,
  branchId: string,
  changes: readonly PlannedChange[],
): Promise<Map<string, DomainError>> {
  const conflicts = new Map<string, DomainError>();
  for (const { id, lesson, after, group } of changes)
    keepRefusal(conflicts, id, () => {
      if (lesson) checkChangeable(lesson, unit.now);
      if (lesson && lesson.startsAt <= unit.now) throw begun(id);
      if (after) checkLessonTime(after, unit.now);
      if (group.branchId !== branchId) throw otherBranch(id);
    });
  for (const change of changes) {
    const { id, group, after } = change;
    if (after) await keepRefusalOf(conflicts, id, checkPlaces(unit, group, [after]));
  }
  const placed = changes.filter(({ id, after }) => after && !conflicts.has(id));
  for (const [id, error] of amongThemselves(placed)) if (!conflicts.has(id)) conflicts.set(id, error);
  if (placed.length === 0) return conflicts;
  const branch = await unit.em.findOneOrFail(BranchCopy, { branchId });
  const lessons = placed.map(plannedLesson).toSorted((a, b) => a.startsAt.getTime() - b.startsAt.getTime());
  const leaving = new Set(changes.map(({ id }) => id));
  const wanted = placed.flatMap((change) => change.wanted);
  for (const [id, error] of await findRunConflicts(unit, branch, lessons, wanted, leaving))
    if (!conflicts.has(id)) conflicts.set(id, error);
  return conflicts;
}

const plannedLesson = ({ id, group, after, waivedRules }: PlannedChange): PlannedLesson => {
  if (!after) throw new Error(`Lesson ${id} is to be nowhere.`);
  return { id, group, waivedRules, ...after };
};

function keepRefusal(conflicts: Map<string, DomainError>, id: string, check: () => void): void {
  try {
    check();
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    conflicts.set(id, error);
  }
}

async function keepRefusalOf(conflicts: Map<string, DomainError>, id: string, checked: Promise<void>): Promise<void> {
  const refusal = await checked.catch((error: unknown) => error);
  if (refusal !== undefined && !(refusal instanceof DomainError)) throw refusal;
  if (refusal !== undefined && !conflicts.has(id)) conflicts.set(id, refusal);
}

/** Two changes that put somebody, something or a class in two places at once. The database would find it too, but not say which two. */
function amongThemselves(changes: readonly PlannedChange[]): Map<string, DomainError> {
  const found = new Map<string, DomainError>();
  const bookings = changes.flatMap(({ id, group, after, wanted }) => [
    ...wanted,
    ...(after ? [{ scheduledLessonId: id, kind: 'CLASS', resourceId: group.id, ...after }] : []),
  ]);
  const keyOf = ({ kind, resourceId }: { kind: string; resourceId: string }) => `${kind} ${resourceId}`;
  for (const those of Map.groupBy(bookings, keyOf).values()) {
    const inOrder = those.toSorted((a, b) => a.startsAt.getTime() - b.startsAt.getTime());
    let last = inOrder[0];
    for (const next of inOrder.slice(1)) {
      if (last && next.startsAt < last.endsAt) found.set(next.scheduledLessonId, clash(next, last));
      if (!last || next.endsAt > last.endsAt) last = next;
    }
  }
  return found;
}

type Taking = Omit<Booking, 'kind'> & { kind: string };

const clash = (one: Taking, other: Taking) =>
  conflict(
    'CHANGES_CLASH',
    {
      en: `The plan itself puts lessons ${one.scheduledLessonId} and ${other.scheduledLessonId} at ${one.startsAt.toISOString()} with the same ${one.kind.toLowerCase()}.`,
      'zh-CN': `方案中课次 ${one.scheduledLessonId} 与 ${other.scheduledLessonId} 在 ${one.startsAt.toISOString()} 互相冲突(${one.kind})。`,
    },
    { scheduledLessonIds: [one.scheduledLessonId, other.scheduledLessonId], resourceId: one.resourceId },
  );

const begun = (id: string) =>
  conflict(
    'LESSON_HAS_BEGUN',
    { en: `Lesson ${id} has begun.`, 'zh-CN': `课次 ${id} 已开始。` },
    { scheduledLessonId: id },
  );

const otherBranch = (id: string) =>
  conflict(
    'CHANGE_OF_ANOTHER_BRANCH',
    {
      en: `Lesson ${id} is of another branch than the first one of the plan. Apply a plan for each branch.`,
      'zh-CN': `课次 ${id} 与方案中首个课次不属于同一校区,请按校区分别执行。`,
    },
    { scheduledLessonId: id },
  );
