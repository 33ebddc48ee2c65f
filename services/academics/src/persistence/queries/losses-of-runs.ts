import type { SqlEntityManager } from '@mikro-orm/postgresql';
import { type LostInTerm, lostFromJson } from '../../domain/timetabling/make-up/index.ts';
import { TimetableRun } from '../entities/timetable-run.ts';
import { inOrder } from './by-id.ts';

export interface LossesOfClass {
  classGroupId: string;
  lostCount: number;
  madeUpCount: number;
  /** In order. */
  lessons: LostInTerm[];
}

/** By class, the most losses first; null until a run has found a timetable. */
export async function lossesOfRuns(em: SqlEntityManager, ids: readonly string[]): Promise<(LossesOfClass[] | null)[]> {
  const runs = await em.find(TimetableRun, { id: { $in: [...ids] } }, { populate: ['lost'] });
  return inOrder(ids, runs).map((run) => (run?.lost ? byClass(lostFromJson(run.lost)) : null));
}

const byClass = (lost: readonly LostInTerm[]): LossesOfClass[] =>
  [...Map.groupBy(lost, ({ classGroupId }) => classGroupId)]
    .map(([classGroupId, lessons]) => ({
      ...{ classGroupId, lessons, lostCount: lessons.length },
      madeUpCount: lessons.filter(({ madeUp }) => madeUp !== null).length,
    }))
    .toSorted((a, b) => b.lostCount - a.lostCount || a.classGroupId.localeCompare(b.classGroupId));
