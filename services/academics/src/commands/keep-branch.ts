import type { UnitOfWork } from '@campusgraph/persistence';
import { BranchCopy } from '../persistence/entities/branch-copy.ts';

/** Keeps what academics needs of a branch; told twice, the latter stands. */
export async function keepBranch(
  { em, principal }: UnitOfWork,
  branch: { branchId: string; name: string; timeZone: string },
): Promise<void> {
  await em.upsert(BranchCopy, { ...branch, organizationId: principal.organizationId });
}
