import type { UnitOfWork } from '@campusgraph/persistence';
import { GuardianCopy } from '../persistence/entities/guardian-copy.ts';

/** Keeps that there is a guardian, and in which branch. */
export async function keepGuardian(
  { em, principal }: UnitOfWork,
  guardian: { guardianId: string; branchId: string },
): Promise<void> {
  await em.upsert(GuardianCopy, { ...guardian, organizationId: principal.organizationId });
}
