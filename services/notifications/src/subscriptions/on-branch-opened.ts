import { branchOpened } from '@campusgraph/contracts';
import { on } from '@campusgraph/events';
import { rememberBranch } from '../commands/remember.ts';

/** The branch's zone. */
export const onBranchOpened = on(branchOpened, ({ data: { branchId, name, timeZone } }, unit) =>
  rememberBranch(unit, { branchId, name, timeZone }),
);
