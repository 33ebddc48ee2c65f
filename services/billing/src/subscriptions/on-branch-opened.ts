import { branchOpened } from '@campusgraph/contracts';
import { on } from '@campusgraph/events';
import { keepBranch } from '../commands/keep-copies.ts';

/** Pay periods and working days are meant in the branch's zone. */
export const onBranchOpened = on(branchOpened, ({ data: { branchId, timeZone } }, unit) =>
  keepBranch(unit, { branchId, timeZone }),
);
