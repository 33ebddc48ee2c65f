import { branchOpened } from '@campusgraph/contracts';
import { on } from '@campusgraph/events';
import { BranchCopy } from '../persistence/entities/branch-copy.ts';

/** The branch's zone, in which its business time is meant. */
export const onBranchOpened = on(branchOpened, async ({ organizationId, data }, { em }) => {
  const { branchId, name, timeZone } = data;
  await em.upsert(BranchCopy, { branchId, organizationId, name, timeZone });
});
