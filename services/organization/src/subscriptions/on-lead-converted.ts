import { leadConverted } from '@campusgraph/contracts';
import { on } from '@campusgraph/events';
import { inviteGuardian } from '../commands/invite-guardian.ts';

/** A new customer may sign in: the guardian gets an invitation. */
export const onLeadConverted = on(leadConverted, async ({ branchId, data: { guardian } }, unit) => {
  if (branchId === null) throw new Error('A lead belongs to a branch.');
  await inviteGuardian(unit, { guardianId: guardian.guardianId, branchId, name: guardian.name, phone: guardian.phone });
});
