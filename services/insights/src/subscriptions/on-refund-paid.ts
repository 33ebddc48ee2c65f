import { refundPaid } from '@campusgraph/contracts';
import { addToDays } from '../commands/add-to-days.ts';
import { fact } from './fact.ts';

/** Money was paid back. */
export const onRefundPaid = fact(refundPaid, (events, unit) =>
  addToDays(
    unit,
    events.map(({ branchId, data }) => ({ branchId, at: data.paidAt, refundedFen: data.amountFen })),
  ),
);
