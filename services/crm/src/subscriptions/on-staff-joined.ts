import { staffJoined } from '@campusgraph/contracts';
import { on } from '@campusgraph/events';
import { copyStaff } from '../commands/copy-staff.ts';

/** Leads can be given to them from now on. */
export const onStaffJoined = on(staffJoined, ({ data: { staffId, name, role, branchIds } }, unit) =>
  copyStaff(unit, { id: staffId, name, role, branchIds }),
);
