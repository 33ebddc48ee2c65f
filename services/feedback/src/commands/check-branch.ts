import { notHeardOf } from '@campusgraph/errors';
import type { UnitOfWork } from '@campusgraph/persistence';
import { BranchCopy } from '../persistence/entities/branch-copy.ts';

/** Throws BRANCH_NOT_FOUND for a branch that the principal does not work in, or that there is none of (yet). */
export async function checkBranch({ em }: UnitOfWork, branchId: string): Promise<void> {
  if (!(await em.findOne(BranchCopy, { branchId }))) throw notHeardOf('Branch', branchId, 'branchId');
}
