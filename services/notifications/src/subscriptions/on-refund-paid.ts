import { refundPaid } from '@campusgraph/contracts';
import { on } from '@campusgraph/events';
import { queueNotice, type Wording } from '../commands/queue-notice.ts';
import { paymentMethodName, yuan } from '../domain/wording.ts';

/** The money has left. */
export const onRefundPaid = on(refundPaid, async ({ branchId, data }, unit) => {
  const { guardianId, studentId, number, amountFen, method } = data;
  const values = ({ locale }: Wording) => ({
    number,
    amount: yuan(amountFen),
    method: paymentMethodName(method, locale),
  });
  await queueNotice(unit, { key: 'REFUND_PAID', guardianId, studentId, branchId, values });
});
