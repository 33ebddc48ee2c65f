import { leadConverted } from '@campusgraph/contracts';
import { on } from '@campusgraph/events';
import { registerConverted } from '../commands/register-student.ts';

/** A new customer's child becomes a student, under the id that crm gave. */
export const onLeadConverted = on(leadConverted, async ({ branchId, data: { student, guardian } }, unit) => {
  if (branchId === null) throw new Error('A lead belongs to a branch.');
  await registerConverted(unit, { ...student, branchId, guardianId: guardian.guardianId });
});
