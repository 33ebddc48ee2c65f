import type { EventData, EventEnvelope, studentEnrolled, studentWithdrawn } from '@campusgraph/contracts';
import type { UnitOfWork } from '@campusgraph/persistence';
import * as copies from '../persistence/copies.ts';
import { EnrollmentCopy } from '../persistence/entities/enrollment-copy.ts';

/** Puts students on rosters as academics told it. */
export async function keepEnrollments(
  { em, principal }: UnitOfWork,
  events: readonly EventEnvelope<EventData<typeof studentEnrolled>>[],
): Promise<void> {
  const told = events.map(({ data, branchId }) => {
    if (branchId === null) throw new Error('A class belongs to a branch.');
    return { ...data, branchId };
  });
  await copies.keepEnrollments(em, principal.organizationId, told);
}

/** Facts of one class come in order, so the enrolment is there; were it not, the event would be tried again. */
export async function endEnrollment(
  { em }: UnitOfWork,
  { enrollmentId, withdrawnAt }: EventData<typeof studentWithdrawn>,
): Promise<void> {
  const enrollment = await em.findOneOrFail(EnrollmentCopy, { id: enrollmentId });
  enrollment.withdrawnAt = new Date(withdrawnAt);
}
