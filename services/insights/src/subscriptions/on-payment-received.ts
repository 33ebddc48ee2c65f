import { paymentReceived } from '@campusgraph/contracts';
import { addToDays } from '../commands/add-to-days.ts';
import { fact } from './fact.ts';

/** Money came in. */
export const onPaymentReceived = fact(paymentReceived, (events, unit) =>
  addToDays(
    unit,
    events.map(({ branchId, data }) => ({ branchId, at: data.receivedAt, receivedFen: data.amountFen })),
  ),
);
