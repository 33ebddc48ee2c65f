import { contractActivated } from '@campusgraph/contracts';
import { on } from '@campusgraph/events';
import { settleArrears } from '../commands/settle-arrears.ts';

/** Our own fact: new lessons cover arrears, in every branch, which whoever took the payment may not see. */
export const onContractActivated = on(contractActivated, ({ data }, unit) => settleArrears(unit, data.studentId));
