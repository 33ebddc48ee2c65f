import { guardianContactChanged } from '@campusgraph/contracts';
import { on } from '@campusgraph/events';
import { keepGuardian } from '../commands/keep-guardian.ts';

/** Crm tells it of every new guardian: children can be registered. */
export const onGuardianContactChanged = on(guardianContactChanged, async ({ branchId, data: { guardianId } }, unit) => {
  if (branchId === null) throw new Error('A guardian belongs to a branch.');
  await keepGuardian(unit, { guardianId, branchId });
});
