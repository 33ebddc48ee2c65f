import { staffJoined } from '@campusgraph/contracts';
import { on } from '@campusgraph/events';
import { rememberStaff } from '../commands/remember.ts';

/** Whom a ticket can be assigned to. No branches in the fact: every branch. */
export const onStaffJoined = on(staffJoined, ({ data: { staffId, branchIds } }, unit) =>
  rememberStaff(unit, { staffId, branchIds: branchIds.length > 0 ? branchIds : null }),
);
