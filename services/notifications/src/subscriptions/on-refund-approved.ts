import { refundApproved } from '@campusgraph/contracts';
import { on } from '@campusgraph/events';
import { queueNotice } from '../commands/queue-notice.ts';
import { yuan } from '../domain/wording.ts';

/** The money will come. */
export const onRefundApproved = on(refundApproved, async ({ branchId, data }, unit) => {
  const { guardianId, studentId, number, amountFen } = data;
  const values = () => ({ number, amount: yuan(amountFen) });
  await queueNotice(unit, { key: 'REFUND_APPROVED', guardianId, studentId, branchId, values });
});
