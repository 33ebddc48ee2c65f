import type { UnitOfWork } from '@campusgraph/persistence';
import { checkSeat } from '../domain/class-group.ts';
import type { ClassGroup } from '../persistence/entities/class-group.ts';
import { Enrollment } from '../persistence/entities/enrollment.ts';

/** Takes a seat of a class that is locked, for somebody who comes at `at`. Throws CLASS_FULL, CLASS_CLOSED. */
export async function countSeat(unit: UnitOfWork, group: ClassGroup, at: Date): Promise<void> {
  checkSeat(group, await leavingAfter(unit, group, at));
  group.enrolledCount += 1;
}

/** Gives the seat back, where one was held still. */
export function freeSeat(group: ClassGroup, enrollment: Enrollment): void {
  if (enrollment.holdsSeat) group.enrolledCount -= 1;
}

/** How many are in the class still after `at` and gave their seats back already, because they go on that day; not who comes back. */
export const leavingAfter = (
  { em }: UnitOfWork,
  { id: classGroupId }: ClassGroup,
  at: Date,
  comeBack: readonly string[] = [],
): Promise<number> => {
  const leaving = { status: 'WITHDRAWN' as const, holdsSeat: true, withdrawnAt: { $gt: at } };
  return em.count(Enrollment, { classGroupId, ...leaving, studentId: { $nin: [...comeBack] } });
};
