import { staffJoined } from '@campusgraph/contracts';
import { on } from '@campusgraph/events';
import { copyStaff } from '../commands/copy-staff.ts';

/** Who can be given a callback. No branches in the fact: every branch. */
export const onStaffJoined = on(staffJoined, ({ data: { staffId, branchIds } }, unit) =>
  copyStaff(unit, { staffId, branchIds: branchIds.length > 0 ? branchIds : null }),
);
