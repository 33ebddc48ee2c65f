import { studentWithdrawn } from '@campusgraph/contracts';
import type { UnitOfWork } from '@campusgraph/persistence';
import type { ClassGroup } from '../persistence/entities/class-group.ts';
import { Enrollment } from '../persistence/entities/enrollment.ts';

/** Who was to go on from a class after `at` goes then already; null where nobody was. The bookings are settled after it. */
export async function leaveAtOnce(
  unit: UnitOfWork,
  { group, studentId, at }: { group: ClassGroup; studentId: string; at: Date },
): Promise<Enrollment | null> {
  const leaving = { classGroupId: group.id, studentId, status: 'WITHDRAWN' as const, withdrawnAt: { $gt: at } };
  const stay = await unit.em.findOne(Enrollment, leaving);
  if (!stay) return null;
  stay.withdrawnAt = at;
  // Before the seats are counted.
  await unit.em.flush();
  recordWithdrawn(unit, group, stay, at);
  return stay;
}

export const recordWithdrawn = (
  unit: UnitOfWork,
  group: ClassGroup,
  { id: enrollmentId, studentId, guardianId, classGroupId }: Enrollment,
  at: Date,
): void =>
  unit.record(studentWithdrawn, group, {
    ...{ enrollmentId, studentId, guardianId, classGroupId },
    withdrawnAt: at.toISOString(),
  });
