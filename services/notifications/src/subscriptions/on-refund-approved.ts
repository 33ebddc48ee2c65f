import { refundApproved } from '@campusgraph/contracts';
import { onBatch } from '@campusgraph/events';
import { queueNotices } from '../commands/queue-notices.ts';
import { yuan } from '../domain/wording.ts';

/** The money will come. */
export const onRefundApproved = onBatch(refundApproved, (events, unit) =>
  queueNotices(
    unit,
    'REFUND_APPROVED',
    events.map(({ branchId, data }) => ({
      guardianId: data.guardianId,
      studentId: data.studentId,
      branchId,
      values: () => ({ number: data.number, amount: yuan(data.amountFen) }),
    })),
  ),
);
