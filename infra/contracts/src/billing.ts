import { z } from 'zod';
import { defineEvent } from './define-event.ts';
import { attendanceStatus, day, fen, id, instant, lessonHundredths, paymentMethod } from './fields.ts';

const contract = { contractId: id, number: z.string(), studentId: id, guardianId: id, courseId: id };
/** Aggregate: Contract. The guardian agreed to these terms; nothing is paid yet. */
export const contractAccepted = defineEvent('billing.contract.accepted.v1', {
  ...contract,
  totalFen: fen,
  acceptedAt: instant,
});
/** Aggregate: Contract. The first money came in and the lessons stand in the account. */
export const contractActivated = defineEvent('billing.contract.activated.v1', {
  ...contract,
  totalFen: fen,
  paidLessonHundredths: lessonHundredths,
  giftLessonHundredths: lessonHundredths,
  startsOn: day,
  isRenewal: z.boolean(),
  activatedAt: instant,
});
/** Aggregate: Contract. */
export const paymentReceived = defineEvent('billing.payment.received.v1', {
  ...contract,
  paymentId: id,
  receiptNumber: z.string(),
  amountFen: fen,
  method: paymentMethod,
  paidInFullAfter: z.boolean(),
  receivedAt: instant,
});
const consumption = {
  consumptionId: id,
  studentId: id,
  guardianId: id,
  scheduledLessonId: id,
  classGroupId: id,
  courseId: id,
  teacherId: id,
  contractId: id.nullable(),
  status: attendanceStatus,
  lessonHundredths,
  paidHundredths: lessonHundredths,
  giftHundredths: lessonHundredths,
  /** Recognised revenue; negative figures never appear here, a reversal has its own event. */
  revenueFen: fen,
  lessonStartsAt: instant,
  postedAt: instant,
  remainingHundredths: lessonHundredths,
};
/** Aggregate: LessonAccount. Lesson hours were deducted. */
export const lessonsConsumed = defineEvent('billing.lesson-account.consumed.v1', consumption);
/** Aggregate: LessonAccount. The same figures as the consumption it takes back, all positive. */
export const consumptionReversed = defineEvent('billing.lesson-account.reversed.v1', {
  ...consumption,
  reversalId: id,
  reason: z.string(),
});
/** Aggregate: PayRule, which never changes. From `validFrom` on, until the teacher's next rule begins, each lesson earns `amountFen`. */
export const payRuleSet = defineEvent('billing.pay-rule.set.v1', {
  payRuleId: id,
  teacherId: id,
  /** Other kinds need other figures than one amount: a v2 beside this. */
  kind: z.literal('FIXED'),
  amountFen: fen,
  validFrom: day,
  setAt: instant,
});
/** Aggregate: TeacherPayLine. `amountFen` is negative for a reversal. */
export const teacherPayPosted = defineEvent('billing.teacher-pay-line.posted.v1', {
  teacherPayLineId: id,
  teacherId: id,
  scheduledLessonId: id,
  amountFen: fen,
  period: z.string(),
  postedAt: instant,
});
const refund = { ...contract, refundRequestId: id, amountFen: fen };
/** Aggregate: RefundRequest. */
export const refundRequested = defineEvent('billing.refund.requested.v1', {
  ...refund,
  reason: z.string(),
  requestedAt: instant,
});
/** Aggregate: RefundRequest. */
export const refundApproved = defineEvent('billing.refund.approved.v1', { ...refund, approvedAt: instant });
/** Aggregate: RefundRequest. */
export const refundRejected = defineEvent('billing.refund.rejected.v1', {
  ...refund,
  reason: z.string(),
  rejectedAt: instant,
});
/** Aggregate: RefundRequest. The money has left and the rest of the lessons with it. */
export const refundPaid = defineEvent('billing.refund.paid.v1', { ...refund, method: paymentMethod, paidAt: instant });
