import { invalid } from '@campusgraph/errors';
import { newId, type UnitOfWork } from '@campusgraph/persistence';
import { DateTime } from 'luxon';
import { checkOpen } from '../domain/class-group.ts';
import { checkOneZone, checkRunBranches } from '../domain/run-branches.ts';
import { checkNumber } from '../domain/text.ts';
import { checkRunPeriod, DEFAULT_SECONDS, MAX_SECONDS, weightsOf } from '../domain/timetable-run.ts';
import type { Wish } from '../domain/timetabling/school/index.ts';
import { BranchCopy } from '../persistence/entities/branch-copy.ts';
import { ClassGroup } from '../persistence/entities/class-group.ts';
import { TimetableRun } from '../persistence/entities/timetable-run.ts';
import { schoolOf } from '../persistence/queries/school-snapshot.ts';
import { found } from './found.ts';

export interface StartTimetableRun {
  branchId?: string | null | undefined;
  branchIds?: readonly string[] | null | undefined;
  chooseTeachers?: boolean | null | undefined;
  makeUpLost?: boolean | null | undefined;
  classGroupIds?: readonly string[] | null | undefined;
  from: string;
  to: string;
  seed?: number | null | undefined;
  secondsBudget?: number | null | undefined;
  weights?: { [Each in Wish]?: number | null | undefined } | null | undefined;
}

/** The greatest that a column of whole numbers takes. */
const MAX_SEED = 2_147_483_647;

/**
 * Queues the search for the lessons that classes of the branches still need each week, on the branches as they are now. Throws
 * NOTHING_TO_PLACE, INVALID_TIMETABLE_PERIOD, INVALID_NUMBER, CLASS_CLOSED, BRANCH_NOT_FOUND, CLASS_GROUP_NOT_FOUND,
 * BRANCHES_MISSING, TOO_MANY_BRANCHES and BRANCHES_OF_DIFFERENT_ZONES.
 */
export async function startTimetableRun(unit: UnitOfWork, input: StartTimetableRun): Promise<TimetableRun> {
  const { em, principal, now } = unit;
  const seed = checkNumber('seed', input.seed ?? 1, [0, MAX_SEED]);
  const secondsBudget = checkNumber('secondsBudget', input.secondsBudget ?? DEFAULT_SECONDS, [1, MAX_SECONDS]);
  const weights = weightsOf(input.weights ?? {});
  const branches = await branchesFor(unit, input);
  const [branchId, ...otherBranchIds] = branches.map((branch) => branch.branchId) as [string, ...string[]];
  const today = DateTime.fromJSDate(now, { zone: checkOneZone(branches) }).toISODate() ?? '';
  const period = checkRunPeriod({ from: input.from, to: input.to }, today);
  const groups = await groupsOf(unit, [branchId, ...otherBranchIds], input.classGroupIds);
  const [chooseTeachers, makeUpLost] = [input.chooseTeachers ?? false, input.makeUpLost ?? false];
  const school = await schoolOf(em, { branches, groups, period, weights, chooseTeachers });
  const lessonCount = school.classGroups.reduce((sum, { lessonsPerWeek }) => sum + lessonsPerWeek, 0);
  if (lessonCount === 0) throw nothingToPlace([branchId, ...otherBranchIds]);
  return em.create(TimetableRun, {
    id: newId(),
    organizationId: principal.organizationId,
    createdAt: now,
    ...{ branchId, otherBranchIds, seed, secondsBudget, weights, chooseTeachers, makeUpLost, lessonCount, school },
    firstDay: period.from,
    lastDay: period.to,
  });
}

/** In the order of their ids, but the one named alone first. */
async function branchesFor({ em }: UnitOfWork, { branchId, branchIds }: StartTimetableRun): Promise<BranchCopy[]> {
  const ids = checkRunBranches([...[branchId ?? []].flat(), ...(branchIds ?? []).toSorted()]);
  const known = await em.find(BranchCopy, { branchId: { $in: ids } });
  const byId = new Map(known.map((branch) => [branch.branchId, branch]));
  return Promise.all(ids.map((id) => found('Branch', id, Promise.resolve(byId.get(id) ?? null))));
}

/** The classes named, or all open ones of the branches that need lessons. */
async function groupsOf(
  { em }: UnitOfWork,
  branchIds: string[],
  classGroupIds: StartTimetableRun['classGroupIds'],
): Promise<ClassGroup[]> {
  const there = { branchId: { $in: branchIds } };
  const needing = { ...there, status: 'OPEN' as const, weeklyNeed: { $ne: null } };
  if (!classGroupIds) return em.find(ClassGroup, needing, { orderBy: { id: 'asc' } });
  const ids = [...new Set(classGroupIds)].toSorted();
  const groups = await em.find(ClassGroup, { ...there, id: { $in: ids } }, { orderBy: { id: 'asc' } });
  for (const id of ids)
    checkOpen(await found('ClassGroup', id, Promise.resolve(groups.find((group) => group.id === id) ?? null)));
  return groups.filter(({ weeklyNeed }) => weeklyNeed);
}

const nothingToPlace = (branchIds: readonly string[]) =>
  invalid(
    'NOTHING_TO_PLACE',
    {
      en: 'None of the classes (classGroupIds) needs another lesson a week in that period. Say what they need with setWeeklyNeed.',
      'zh-CN': '该周期内所选班级(classGroupIds)每周都没有需要排的课,请先用 setWeeklyNeed 设置每周课次需求。',
    },
    { branchIds },
  );
