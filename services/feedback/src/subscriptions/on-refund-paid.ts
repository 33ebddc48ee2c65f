import { refundPaid } from '@campusgraph/contracts';
import { on } from '@campusgraph/events';
import { inviteToSurvey } from '../commands/invite-to-survey.ts';
import { keepRefund, withdrawCallback } from '../commands/withdraw-callback.ts';
import { branchOf } from './branch-of.ts';

/** Nobody is called about it any more, even where its beginning is heard of later. */
export const onMoneyReturned = on(refundPaid, (event, unit) => {
  const { contractId, paidAt } = event.data;
  return keepRefund(unit, { contractId, branchId: branchOf(event), refundedAt: new Date(paidAt) });
});

/** Who got the money back is asked how it went: the last touchpoint of a journey weighs as much as its peak. Nobody is welcomed any more. */
export const onRefundPaid = on(refundPaid, async (event, unit) => {
  const { refundRequestId, contractId, number, guardianId, studentId } = event.data;
  const branchId = branchOf(event);
  await withdrawCallback(unit, { stage: 'FIRST_WEEK', contractId });
  await inviteToSurvey(unit, {
    occasion: 'REFUND_PAID',
    causeId: refundRequestId,
    branchId,
    guardianId,
    studentId,
    ticketId: null,
    subject: `合同 ${number} 退费`,
  });
});
