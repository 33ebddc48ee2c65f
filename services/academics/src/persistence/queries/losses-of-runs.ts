import type { SqlEntityManager } from '@mikro-orm/postgresql';
import { type LostInTerm, lostFromJson } from '../../domain/timetabling/make-up/index.ts';
import { TimetableRun } from '../entities/timetable-run.ts';
import { inOrder } from './by-id.ts';

/** Of each run, in order; null until it has found a timetable. */
export async function lossesOfRuns(em: SqlEntityManager, ids: readonly string[]): Promise<(LostInTerm[] | null)[]> {
  const runs = await em.find(TimetableRun, { id: { $in: [...ids] } }, { populate: ['lost'] });
  return inOrder(ids, runs).map((run) => (run?.lost ? lostFromJson(run.lost) : null));
}
