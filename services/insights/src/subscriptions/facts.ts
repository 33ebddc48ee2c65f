import type { Fact } from './fact.ts';
import { onCallbackCompleted } from './on-callback-completed.ts';
import { onConsumptionReversed } from './on-consumption-reversed.ts';
import { onLeadCaptured } from './on-lead-captured.ts';
import { onLeadConverted } from './on-lead-converted.ts';
import { onLeadFollowedUp } from './on-lead-followed-up.ts';
import { onLeadLost } from './on-lead-lost.ts';
import { onLeadMerged } from './on-lead-merged.ts';
import { onLessonsConsumed } from './on-lessons-consumed.ts';
import { onPaymentReceived } from './on-payment-received.ts';
import { onRefundPaid } from './on-refund-paid.ts';
import { onSurveyAnswered } from './on-survey-answered.ts';
import { onTicketAnswered } from './on-ticket-answered.ts';
import { onTicketConfirmed } from './on-ticket-confirmed.ts';
import { onTicketOpened } from './on-ticket-opened.ts';
import { onTicketReopened } from './on-ticket-reopened.ts';
import { onTicketResolved } from './on-ticket-resolved.ts';
import { onTrialLessonAttended } from './on-trial-lesson-attended.ts';
import { onTrialLessonBooked } from './on-trial-lesson-booked.ts';

/** Every fact of a branch that the read models are built from. */
export const facts: readonly Fact[] = [
  onLeadCaptured,
  onLeadFollowedUp,
  onTrialLessonBooked,
  onTrialLessonAttended,
  onLeadConverted,
  onLeadLost,
  onLeadMerged,
  onLessonsConsumed,
  onConsumptionReversed,
  onPaymentReceived,
  onRefundPaid,
  onTicketOpened,
  onTicketAnswered,
  onTicketResolved,
  onTicketConfirmed,
  onTicketReopened,
  onCallbackCompleted,
  onSurveyAnswered,
];
