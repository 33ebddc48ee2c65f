import type { EventData, EventEnvelope, enrollmentResumed } from '@campusgraph/contracts';
import type { UnitOfWork } from '@campusgraph/persistence';
import * as copies from '../persistence/copies.ts';

/** Keeps a suspension as academics told it; one that was cancelled takes no lesson. */
export async function keepSuspension(
  { em, principal }: UnitOfWork,
  { data, branchId, aggregateVersion: version }: EventEnvelope<EventData<typeof enrollmentResumed>>,
  isCancelled = false,
): Promise<void> {
  if (branchId === null) throw new Error('A class belongs to a branch.');
  const endsAt = isCancelled ? data.startsAt : data.endsAt;
  await copies.keepSuspension(em, principal.organizationId, { ...data, branchId, endsAt, version });
}
