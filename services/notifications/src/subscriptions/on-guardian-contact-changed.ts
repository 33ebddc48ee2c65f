import { guardianContactChanged } from '@campusgraph/contracts';
import { on } from '@campusgraph/events';
import { rememberGuardian } from '../commands/remember.ts';

/** A guardian's addresses and language as they are now, a walk-in's too: what is still to be sent goes there. */
export const onGuardianContactChanged = on(guardianContactChanged, ({ branchId, data }, unit) => {
  const { guardianId, name, phone, email, locale } = data;
  return rememberGuardian(unit, { guardianId, branchId, name, phone, email, locale });
});
