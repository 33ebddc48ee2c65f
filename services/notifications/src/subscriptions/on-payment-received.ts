import { paymentReceived } from '@campusgraph/contracts';
import { onBatch } from '@campusgraph/events';
import { queueNotices } from '../commands/queue-notices.ts';
import { paymentMethodName, yuan } from '../domain/wording.ts';

/** The receipt. */
export const onPaymentReceived = onBatch(paymentReceived, (events, unit) =>
  queueNotices(
    unit,
    'PAYMENT_RECEIVED',
    events.map(({ branchId, data }) => ({
      guardianId: data.guardianId,
      studentId: data.studentId,
      branchId,
      values: ({ locale }) => ({
        number: data.number,
        receiptNumber: data.receiptNumber,
        amount: yuan(data.amountFen),
        method: paymentMethodName(data.method, locale),
      }),
    })),
  ),
);
