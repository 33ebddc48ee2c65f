import type { DomainError } from '@campusgraph/errors';
import { newId, type UnitOfWork } from '@campusgraph/persistence';
import {
  checkRepairChanges,
  lessonChanged,
  planOutdated,
  type RepairChange,
  type RepairConflict,
} from '../domain/repair-change.ts';
import { checkText } from '../domain/text.ts';
import { AppliedRepair } from '../persistence/entities/applied-repair.ts';
import { releaseAll } from '../persistence/queries/bookings.ts';
import { findChangeConflicts } from './find-change-conflicts.ts';
import { makeChanges } from './make-changes.ts';
import { type PlannedChange, planChanges } from './plan-changes.ts';

export interface ApplyRepairPlan {
  reason: string;
  /** As a plan tells them. */
  changes: readonly RepairChange[];
}

/**
 * All changes of a plan, or none. Throws REPAIR_PLAN_OUTDATED naming each lesson that was changed since, or that cannot be where the plan
 * has it any more; INVALID_REPAIR_CHANGE, TOO_MANY_CHANGES, INVALID_TEXT, SCHEDULED_LESSON_NOT_FOUND, CLASS_GROUP_NOT_FOUND.
 */
export async function applyRepairPlan(unit: UnitOfWork, input: ApplyRepairPlan): Promise<AppliedRepair> {
  const { em, principal, now } = unit;
  const reason = checkText('reason', input.reason);
  checkRepairChanges(input.changes);
  const changes = await planChanges(unit, input.changes);
  const branchId = changes[0]?.group.branchId as string;
  const changed = changedSince(changes, input.changes);
  await releaseAll(
    em,
    changes.map(({ id }) => id),
  );
  const refused = new Map([...(await findChangeConflicts(unit, branchId, changes)), ...changed]);
  const conflicts = changes.flatMap((change) => conflictOf(change, refused.get(change.id)));
  if (conflicts.length > 0) throw planOutdated(conflicts);
  return em.create(AppliedRepair, {
    ...{ id: newId(), organizationId: principal.organizationId, createdAt: now, branchId, reason },
    changes: await makeChanges(unit, branchId, changes, reason),
  });
}

/** Lessons that somebody has changed since the plan was made. */
const changedSince = (changes: readonly PlannedChange[], asked: readonly RepairChange[]): Map<string, DomainError> =>
  new Map(
    changes.flatMap(({ id, lesson }, index) => {
      const version = asked[index]?.version ?? 0;
      return lesson && lesson.version !== version ? [[id, lessonChanged(id, version, lesson.version)] as const] : [];
    }),
  );

export const conflictOf = ({ lesson, group }: PlannedChange, error: DomainError | undefined): RepairConflict[] =>
  error
    ? [
        {
          ...{ scheduledLessonId: lesson?.id ?? null, classGroupId: group.id },
          ...{ code: error.code, message: error.messages },
        },
      ]
    : [];
