import type { UnitOfWork } from '@campusgraph/persistence';
import { LockMode } from '@mikro-orm/core';
import { TimetableRun } from '../persistence/entities/timetable-run.ts';
import { found } from './found.ts';

/** A run, locked to the end of the transaction. Throws TIMETABLE_RUN_NOT_FOUND. */
export const lockTimetableRun = ({ em }: UnitOfWork, id: string): Promise<TimetableRun> =>
  found('TimetableRun', id, em.findOne(TimetableRun, { id }, { lockMode: LockMode.PESSIMISTIC_WRITE }));
