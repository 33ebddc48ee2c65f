import { paymentReceived } from '@campusgraph/contracts';
import { on } from '@campusgraph/events';
import { queueNotice, type Wording } from '../commands/queue-notice.ts';
import { paymentMethodName, yuan } from '../domain/wording.ts';

/** The receipt. */
export const onPaymentReceived = on(paymentReceived, async ({ branchId, data }, unit) => {
  const { guardianId, studentId, number, receiptNumber, amountFen, method } = data;
  const values = ({ locale }: Wording) => ({
    number,
    receiptNumber,
    amount: yuan(amountFen),
    method: paymentMethodName(method, locale),
  });
  await queueNotice(unit, { key: 'PAYMENT_RECEIVED', guardianId, studentId, branchId, values });
});
