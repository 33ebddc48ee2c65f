import type { UnitOfWork } from '@campusgraph/persistence';
import { SuspensionCopy } from '../persistence/entities/suspension-copy.ts';

export type SuspensionFacts = Pick<
  SuspensionCopy,
  'enrollmentSuspensionId' | 'branchId' | 'guardianId' | 'enrollmentId' | 'startsAt' | 'endsAt' | 'copiedVersion'
>;

/** Keeps a suspension as it was told; what is known newer stays. */
export async function keepSuspension({ em, principal }: UnitOfWork, facts: SuspensionFacts): Promise<void> {
  const known = await em.findOne(SuspensionCopy, { enrollmentSuspensionId: facts.enrollmentSuspensionId });
  if (!known) em.create(SuspensionCopy, { ...facts, organizationId: principal.organizationId });
  else if (known.copiedVersion < facts.copiedVersion) em.assign(known, facts);
}
