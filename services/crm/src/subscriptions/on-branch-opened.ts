import { branchOpened } from '@campusgraph/contracts';
import { on } from '@campusgraph/events';
import { keepBranch } from '../commands/keep-copies.ts';

/** Leads can come in there from now on. */
export const onBranchOpened = on(branchOpened, ({ data: { branchId } }, unit) => keepBranch(unit, branchId));
