import { conflict, type DomainError } from '@campusgraph/errors';
import type { UnitOfWork } from '@campusgraph/persistence';
import { LockMode } from '@mikro-orm/core';
import { type AppliedChange, lessonChanged, placeOf, type RepairConflict } from '../domain/repair-change.ts';
import { checkText } from '../domain/text.ts';
import { AppliedRepair } from '../persistence/entities/applied-repair.ts';
import { releaseAll } from '../persistence/queries/bookings.ts';
import { conflictOf } from './apply-repair-plan.ts';
import { bookResources } from './book-resources.ts';
import { findChangeConflicts } from './find-change-conflicts.ts';
import { found } from './found.ts';
import { makeChanges } from './make-changes.ts';
import { type PlannedChange, planChanges } from './plan-changes.ts';

export interface UndoneRepair {
  appliedRepair: AppliedRepair;
  undoneCount: number;
  /** What stays as the plan made it, and why. */
  kept: RepairConflict[];
}

/**
 * Takes back what a plan did, but for lessons that somebody changed since, that have begun, or whose old place cannot be had any more. A
 * lesson that the plan cancelled is scheduled anew. Throws APPLIED_REPAIR_NOT_FOUND, REPAIR_UNDONE, INVALID_TEXT.
 */
export async function undoRepairPlan(
  unit: UnitOfWork,
  input: { appliedRepairId: string; reason: string },
): Promise<UndoneRepair> {
  const { em, now } = unit;
  const { appliedRepairId: id } = input;
  const lockMode = LockMode.PESSIMISTIC_WRITE;
  const repair = await found('AppliedRepair', id, em.findOne(AppliedRepair, { id }, { lockMode }));
  if (repair.status === 'UNDONE') throw undoneAlready(id);
  const reason = checkText('reason', input.reason);
  const changes = await planChanges(unit, repair.changes.map(inverse));
  const refused = new Map<string, DomainError>(
    changes.flatMap((change, index) => changedSince(change, repair.changes[index] as AppliedChange)),
  );
  const taken = changes.filter((change) => !refused.has(change.id));
  await releaseAll(
    em,
    taken.map((change) => change.id),
  );
  const possible = await withoutRefused(unit, repair.branchId, taken, refused);
  await makeChanges(unit, repair.branchId, possible, reason);
  em.assign(repair, { status: 'UNDONE', undoneAt: now, undoReason: reason });
  const kept = changes.flatMap((change, index) => {
    const { scheduledLessonId } = repair.changes[index] as AppliedChange;
    return conflictOf(change, refused.get(change.id)).map((one) => ({ ...one, scheduledLessonId }));
  });
  return { appliedRepair: repair, undoneCount: possible.length, kept };
}

/** What takes a change back. */
function inverse({ kind, scheduledLessonId, classGroupId, before }: AppliedChange) {
  const after = before && placeOf(before);
  if (kind === 'CANCEL') return { kind: 'SCHEDULE' as const, classGroupId, after };
  if (kind === 'SCHEDULE') return { kind: 'CANCEL' as const, classGroupId, scheduledLessonId };
  return { kind, classGroupId, scheduledLessonId, after };
}

const changedSince = ({ id, lesson }: PlannedChange, { version }: AppliedChange): [string, DomainError][] =>
  lesson && lesson.version !== version ? [[id, lessonChanged(id, version, lesson.version)]] : [];

/** What can be taken back. One that cannot takes again what it held, and may by that be in the way of others. */
async function withoutRefused(
  unit: UnitOfWork,
  branchId: string,
  changes: readonly PlannedChange[],
  refused: Map<string, DomainError>,
): Promise<readonly PlannedChange[]> {
  let left = changes;
  for (;;) {
    const errors = await findChangeConflicts(unit, branchId, left);
    if (errors.size === 0) return left;
    for (const [id, error] of errors) refused.set(id, error);
    const staying = left.filter(({ id }) => errors.has(id));
    await bookResources(
      unit,
      branchId,
      staying.flatMap(({ held }) => held),
    );
    left = left.filter(({ id }) => !errors.has(id));
  }
}

const undoneAlready = (id: string) =>
  conflict(
    'REPAIR_UNDONE',
    { en: `Repair ${id} was undone already.`, 'zh-CN': `调整方案 ${id} 已被撤销。` },
    { appliedRepairId: id },
  );
