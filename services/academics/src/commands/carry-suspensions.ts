import { enrollmentSuspended } from '@campusgraph/contracts';
import { newId, type UnitOfWork } from '@campusgraph/persistence';
import type { Enrollment } from '../persistence/entities/enrollment.ts';
import { EnrollmentSuspension } from '../persistence/entities/enrollment-suspension.ts';

/** What every event of a suspension tells: all of it, as it is now. */
export const suspensionFacts = (suspension: EnrollmentSuspension) => ({
  enrollmentSuspensionId: suspension.id,
  enrollmentId: suspension.enrollmentId,
  studentId: suspension.studentId,
  guardianId: suspension.guardianId,
  classGroupId: suspension.classGroupId,
  startsAt: suspension.startsAt.toISOString(),
  endsAt: suspension.endsAt?.toISOString() ?? null,
});

export function recordSuspended(unit: UnitOfWork, suspension: EnrollmentSuspension, continues: string | null): void {
  const { keepsSeat, reason } = suspension;
  unit.record(enrollmentSuspended, suspension, { ...suspensionFacts(suspension), keepsSeat, reason, continues });
}

/** What goes on in another class of a stay that ends. */
export type Carried = Pick<EnrollmentSuspension, 'id' | 'startsAt' | 'endsAt' | 'keepsSeat' | 'reason'>;

/** Ends what is not over at `at`, when the stay ends (the withdrawal tells of it), and gives it as it was. */
export async function endSuspensions({ em, now }: UnitOfWork, { id }: Enrollment, at: Date): Promise<Carried[]> {
  const notOver = { cancelledAt: null, $or: [{ endsAt: null }, { endsAt: { $gt: at } }] };
  const suspensions = await em.find(EnrollmentSuspension, { enrollmentId: id, ...notOver });
  return suspensions.map((suspension) => {
    const { id, startsAt, endsAt, keepsSeat, reason } = suspension;
    if (startsAt <= at) suspension.endsAt = at;
    else suspension.cancelledAt = now;
    return { id, startsAt: startsAt < at ? at : startsAt, endsAt: endsAt ?? null, keepsSeat, reason };
  });
}

/** Who goes into another class while suspended, or before, is suspended there. */
export const carrySuspensions = (
  { em, principal, now }: UnitOfWork,
  carried: readonly Carried[],
  { id: enrollmentId, branchId, classGroupId, studentId, guardianId }: Enrollment,
): { suspension: EnrollmentSuspension; continues: string }[] =>
  carried.map(({ id: continues, ...rest }) => ({
    continues,
    suspension: em.create(EnrollmentSuspension, {
      id: newId(),
      organizationId: principal.organizationId,
      createdAt: now,
      ...{ enrollmentId, branchId, classGroupId, studentId, guardianId },
      ...rest,
    }),
  }));
