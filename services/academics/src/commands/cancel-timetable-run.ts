import type { UnitOfWork } from '@campusgraph/persistence';
import { checkRunMayBecome } from '../domain/timetable-run.ts';
import type { TimetableRun } from '../persistence/entities/timetable-run.ts';
import { lockTimetableRun } from './lock-timetable-run.ts';

/** Whoever searches learns of it within a second. Throws TIMETABLE_RUN_STATUS once the search is over. */
export async function cancelTimetableRun(
  unit: UnitOfWork,
  { timetableRunId }: { timetableRunId: string },
): Promise<TimetableRun> {
  const run = await lockTimetableRun(unit, timetableRunId);
  checkRunMayBecome(run, 'CANCELLED');
  return unit.em.assign(run, { status: 'CANCELLED', finishedAt: unit.now, leaseUntil: null });
}
