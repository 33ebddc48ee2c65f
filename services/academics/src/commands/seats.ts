import type { UnitOfWork } from '@campusgraph/persistence';
import { checkSeat } from '../domain/class-group.ts';
import type { ClassGroup } from '../persistence/entities/class-group.ts';
import type { Enrollment } from '../persistence/entities/enrollment.ts';
import { leavingAfter } from '../persistence/queries/stays.ts';
import { entryInLine } from '../persistence/queries/wait-list.ts';
import { endEntry } from './wait-list-entry.ts';

/**
 * Takes a seat of a class that is locked, for a student who comes at `at`: the one that is held for the student, if any. Throws
 * CLASS_FULL, CLASS_CLOSED.
 */
export async function countSeat(
  unit: UnitOfWork,
  group: ClassGroup,
  { studentId, at }: { studentId: string; at: Date },
): Promise<void> {
  const inLine = await entryInLine(unit.em, { classGroupId: group.id, studentId });
  checkSeat(group, {
    leaving: await leavingAfter(unit.em, { classGroupId: group.id, at }),
    isHeldFor: inLine?.status === 'OFFERED',
  });
  if (inLine) endEntry(unit, group, inLine, 'ENROLLED');
  group.enrolledCount += 1;
}

/** Gives the seat back, where one was held still; `offerFreeSeats` when the rest of the change is done. */
export function freeSeat(group: ClassGroup, enrollment: Enrollment): void {
  if (enrollment.holdsSeat) group.enrolledCount -= 1;
}
