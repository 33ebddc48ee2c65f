import { leadConverted } from '@campusgraph/contracts';
import { on } from '@campusgraph/events';
import { rememberGuardian } from '../commands/remember.ts';

/** A new customer's addresses and language. */
export const onLeadConverted = on(leadConverted, ({ branchId, data: { guardian } }, unit) =>
  rememberGuardian(unit, { ...guardian, branchId }),
);
