import type { Cursor } from '@mikro-orm/core';
import type { SqlEntityManager } from '@mikro-orm/postgresql';
import type { WeeklyTimetable } from '../../domain/timetabling/school/index.ts';
import { TimetableRun } from '../entities/timetable-run.ts';
import { inOrder } from './by-id.ts';

export const timetableRunsById = async (em: SqlEntityManager, ids: readonly string[]) =>
  inOrder(ids, await em.find(TimetableRun, { id: { $in: [...ids] } }));

/** What each has found; null before. */
export async function timetablesOfRuns(
  em: SqlEntityManager,
  ids: readonly string[],
): Promise<(WeeklyTimetable | null)[]> {
  const runs = await em.find(TimetableRun, { id: { $in: [...ids] } }, { populate: ['timetable'] });
  return inOrder(ids, runs).map((run) => run?.timetable ?? null);
}

/** The newest first. */
export const listTimetableRuns = (
  em: SqlEntityManager,
  paging: { first: number; after?: string },
  branchId: string | null | undefined,
): Promise<Cursor<TimetableRun>> =>
  em.findByCursor(TimetableRun, {
    ...paging,
    where: branchId ? { $or: [{ branchId }, { otherBranchIds: { $contains: [branchId] } }] } : {},
    orderBy: { createdAt: 'desc', id: 'desc' },
  });
