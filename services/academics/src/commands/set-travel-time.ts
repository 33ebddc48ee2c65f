import { invalid } from '@campusgraph/errors';
import type { UnitOfWork } from '@campusgraph/persistence';
import { checkNumber } from '../domain/text.ts';
import { BranchCopy } from '../persistence/entities/branch-copy.ts';
import { TravelTime } from '../persistence/entities/travel-time.ts';
import { found } from './found.ts';

export interface SetTravelTime {
  branchId: string;
  otherBranchId: string;
  minutes: number;
}

/** How long a teacher needs between two branches, either way. Throws BRANCH_NOT_FOUND, SAME_BRANCH, INVALID_NUMBER. */
export async function setTravelTime({ em, principal }: UnitOfWork, input: SetTravelTime): Promise<BranchCopy> {
  const { branchId, otherBranchId } = input;
  const branch = await found('Branch', branchId, em.findOne(BranchCopy, { branchId }));
  await found('Branch', otherBranchId, em.findOne(BranchCopy, { branchId: otherBranchId }));
  const [lesser, greater] = [branch.branchId, otherBranchId.toLowerCase()].toSorted() as [string, string];
  if (lesser === greater) {
    throw invalid(
      'SAME_BRANCH',
      { en: 'branchId and otherBranchId are the same.', 'zh-CN': 'branchId 与 otherBranchId 不能相同。' },
      { branchId, otherBranchId },
    );
  }
  await em.upsert(TravelTime, {
    lesserBranchId: lesser,
    greaterBranchId: greater,
    organizationId: principal.organizationId,
    minutes: checkNumber('minutes', input.minutes, [0, 600]),
  });
  return branch;
}
