import { derived, type Subscription } from '@campusgraph/events';
import { onAccountInvited, onLoginInvited } from './on-account-invited.ts';
import { onActivityCancelled } from './on-activity-cancelled.ts';
import { onActivityRescheduled } from './on-activity-rescheduled.ts';
import { onBranchOpened } from './on-branch-opened.ts';
import { onClassGroupOpened } from './on-class-group-opened.ts';
import { onContractActivated } from './on-contract-activated.ts';
import { onGuardianContactChanged } from './on-guardian-contact-changed.ts';
import { onLeadConverted } from './on-lead-converted.ts';
import { onLessonCancelled } from './on-lesson-cancelled.ts';
import { onLessonRescheduled } from './on-lesson-rescheduled.ts';
import { onOrganizationFounded, onOrganizationNamed } from './on-organization-founded.ts';
import { onPaymentReceived } from './on-payment-received.ts';
import { onRefundApproved } from './on-refund-approved.ts';
import { onRefundPaid } from './on-refund-paid.ts';
import { onSeatOffered } from './on-seat-offered.ts';
import { onStudentEnrolled } from './on-student-enrolled.ts';
import { onStudentMoved } from './on-student-moved.ts';
import { onStudentWithdrawn } from './on-student-withdrawn.ts';
import { onSurveyInvited } from './on-survey-invited.ts';
import {
  onCancellationTold,
  onEnrollmentResumed,
  onEnrollmentSuspended,
  onResumptionTold,
  onSuspensionCancelled,
  onSuspensionTold,
} from './on-suspension.ts';
import { onTicketAnswered } from './on-ticket-answered.ts';
import { onTimetableRunApplied } from './on-timetable-run-applied.ts';
import { onTimetableRunUndone } from './on-timetable-run-undone.ts';

/** What notifications listens to. */
export const subscriptions: readonly Subscription[] = [
  ...derived(
    onBranchOpened,
    onOrganizationNamed,
    onClassGroupOpened,
    onGuardianContactChanged,
    onLeadConverted,
    onLoginInvited,
    onStudentEnrolled,
    onStudentWithdrawn,
    onSuspensionTold,
    onResumptionTold,
    onCancellationTold,
  ),
  onAccountInvited,
  onActivityCancelled,
  onActivityRescheduled,
  onContractActivated,
  onEnrollmentResumed,
  onEnrollmentSuspended,
  onLessonCancelled,
  onLessonRescheduled,
  onOrganizationFounded,
  onPaymentReceived,
  onRefundApproved,
  onRefundPaid,
  onSeatOffered,
  onStudentMoved,
  onSurveyInvited,
  onSuspensionCancelled,
  onTicketAnswered,
  onTimetableRunApplied,
  onTimetableRunUndone,
];
