import { staffJoined } from '@campusgraph/contracts';
import { on } from '@campusgraph/events';
import { StaffCopy } from '../persistence/entities/staff-copy.ts';

/** Whom a ticket can be assigned to. No branches in the fact: every branch. */
export const onStaffJoined = on(staffJoined, async ({ organizationId, data: { staffId, branchIds } }, { em }) => {
  await em.upsert(StaffCopy, { staffId, organizationId, branchIds: branchIds.length > 0 ? branchIds : null });
});
