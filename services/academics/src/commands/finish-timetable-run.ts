import type { UnitOfWork } from '@campusgraph/persistence';
import { LockMode } from '@mikro-orm/core';
import type { Finding } from '../domain/timetabling/explain/index.ts';
import type { LostInTerm } from '../domain/timetabling/make-up/index.ts';
import type { WeeklyTimetable, WishCosts } from '../domain/timetabling/school/index.ts';
import { TimetableRun } from '../persistence/entities/timetable-run.ts';

export type RunResult =
  | {
      status: 'FINISHED' | 'INFEASIBLE';
      timetable: WeeklyTimetable;
      costs: WishCosts;
      findings: readonly Finding[];
      lost: readonly LostInTerm[];
    }
  | { status: 'FAILED' };

/** What a search found. Nothing changes when the run was cancelled, or begun again by somebody else. */
export async function finishTimetableRun(
  { em, now }: UnitOfWork,
  { id, attempts }: { id: string; attempts: number },
  result: RunResult,
): Promise<void> {
  const run = await em.findOne(
    TimetableRun,
    { id, attempts, status: 'RUNNING' },
    { lockMode: LockMode.PESSIMISTIC_WRITE },
  );
  if (!run) return;
  em.assign(run, { status: result.status, finishedAt: now, leaseUntil: null });
  if (result.status === 'FAILED') return;
  const { timetable, costs, findings, lost } = result;
  const madeUpCount = lost.filter(({ madeUp }) => madeUp !== null).length;
  em.assign(run, { timetable, costs, findings, unplacedCount: timetable.unplaced.length });
  em.assign(run, { lost, lostCount: lost.length, madeUpCount });
}
