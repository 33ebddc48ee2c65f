import type { UnitOfWork } from '@campusgraph/persistence';
import { checkPeriods, type WeeklyPeriod } from '../domain/weekly-periods.ts';
import { BranchCopy } from '../persistence/entities/branch-copy.ts';
import { found } from './found.ts';

/**
 * When lessons may be held in a branch, in place of what was said before; lessons that are scheduled already stay. Throws
 * BRANCH_NOT_FOUND, INVALID_WEEKLY_PERIOD, TOO_MANY_PERIODS.
 */
export async function setOpeningHours(
  { em }: UnitOfWork,
  { branchId, openingHours }: { branchId: string; openingHours?: readonly WeeklyPeriod[] | null | undefined },
): Promise<BranchCopy> {
  const branch = await found('Branch', branchId, em.findOne(BranchCopy, { branchId }));
  return em.assign(branch, { openingHours: openingHours ? checkPeriods('openingHours', openingHours) : null });
}
