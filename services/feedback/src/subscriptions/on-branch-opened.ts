import { branchOpened } from '@campusgraph/contracts';
import { on } from '@campusgraph/events';
import { copyBranch } from '../commands/copy-branch.ts';

/** The branch's zone is needed to tell its days. */
export const onBranchOpened = on(branchOpened, ({ data }, unit) => copyBranch(unit, data));
