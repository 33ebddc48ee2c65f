import type { UnitOfWork } from '@campusgraph/persistence';
import { BranchCopy } from '../persistence/entities/branch-copy.ts';

/** Keeps what organization says of a branch. */
export async function copyBranch(
  { em, principal }: UnitOfWork,
  { branchId, name, timeZone }: { branchId: string; name: string; timeZone: string },
): Promise<void> {
  await em.upsert(BranchCopy, { branchId, organizationId: principal.organizationId, name, timeZone });
}
