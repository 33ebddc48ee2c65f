import { leadConverted } from '@campusgraph/contracts';
import { on } from '@campusgraph/events';
import { rememberNewGuardian } from '../commands/remember.ts';

/** A new customer's addresses and language, unless guardianContactChanged has told of them. */
export const onLeadConverted = on(leadConverted, ({ branchId, data: { guardian } }, unit) =>
  rememberNewGuardian(unit, { ...guardian, branchId }),
);
