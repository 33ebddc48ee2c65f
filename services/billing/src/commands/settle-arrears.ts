import type { UnitOfWork } from '@campusgraph/persistence';
import { openArrears } from '../persistence/queries/posting-state.ts';
import { postAttendance } from './post-attendance.ts';

/**
 * New lessons first cover what the student took without having any: each such charge is taken back and made again, the
 * oldest first, as long as there are lessons.
 */
export async function settleArrears(unit: UnitOfWork, studentId: string): Promise<void> {
  const open = await openArrears(unit, studentId);
  await postAttendance(
    unit,
    open.map((row) => ({ ...row, reason: 'ARREARS_SETTLED', isRepost: true, correlationId: unit.correlationId })),
  );
}
