import { refundPaid } from '@campusgraph/contracts';
import { on } from '@campusgraph/events';
import { inviteToSurvey } from '../commands/invite-to-survey.ts';
import { branchOf } from './branch-of.ts';

/** Who got the money back is asked how it went: the last touchpoint of a journey weighs as much as its peak. */
export const onRefundPaid = on(refundPaid, async (event, unit) => {
  const { refundRequestId, number, guardianId, studentId } = event.data;
  await inviteToSurvey(unit, {
    occasion: 'REFUND_PAID',
    causeId: refundRequestId,
    branchId: branchOf(event),
    guardianId,
    studentId,
    ticketId: null,
    subject: `合同 ${number} 退费`,
  });
});
