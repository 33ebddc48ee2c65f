import { branchOpened } from '@campusgraph/contracts';
import { on } from '@campusgraph/events';
import { BranchCopy } from '../persistence/entities/branch-copy.ts';

/** Pay periods and working days are meant in the branch's zone. */
export const onBranchOpened = on(branchOpened, async ({ organizationId, data }, { em }) => {
  await em.upsert(BranchCopy, { id: data.branchId, organizationId, timeZone: data.timeZone });
});
