import { refundPaid } from '@campusgraph/contracts';
import { onBatch } from '@campusgraph/events';
import { queueNotices } from '../commands/queue-notices.ts';
import { paymentMethodName, yuan } from '../domain/wording.ts';

/** The money has left. */
export const onRefundPaid = onBatch(refundPaid, (events, unit) =>
  queueNotices(
    unit,
    'REFUND_PAID',
    events.map(({ branchId, data }) => ({
      guardianId: data.guardianId,
      studentId: data.studentId,
      branchId,
      values: ({ locale }) => ({
        number: data.number,
        amount: yuan(data.amountFen),
        method: paymentMethodName(data.method, locale),
      }),
    })),
  ),
);
