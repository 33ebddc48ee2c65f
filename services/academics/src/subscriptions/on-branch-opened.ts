import { branchOpened } from '@campusgraph/contracts';
import { on } from '@campusgraph/events';
import { keepBranch } from '../commands/keep-branch.ts';

/** Rooms, classes and the clock of their lessons belong to a branch. */
export const onBranchOpened = on(branchOpened, ({ data: { branchId, name, timeZone } }, unit) =>
  keepBranch(unit, { branchId, name, timeZone }),
);
