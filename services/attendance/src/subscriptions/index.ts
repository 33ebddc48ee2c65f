import { derived, type Subscription } from '@campusgraph/events';
import { onEnrollmentResumed } from './on-enrollment-resumed.ts';
import { onEnrollmentSuspended } from './on-enrollment-suspended.ts';
import { onLessonCancelled } from './on-lesson-cancelled.ts';
import { onLessonRescheduled } from './on-lesson-rescheduled.ts';
import { onLessonScheduled } from './on-lesson-scheduled.ts';
import { onStudentEnrolled } from './on-student-enrolled.ts';
import { onStudentWithdrawn } from './on-student-withdrawn.ts';
import { onSuspensionCancelled } from './on-suspension-cancelled.ts';

/** What attendance listens to. */
export const subscriptions: readonly Subscription[] = [
  ...derived(onLessonScheduled, onLessonRescheduled, onLessonCancelled, onStudentEnrolled, onStudentWithdrawn),
  ...derived(onEnrollmentSuspended, onEnrollmentResumed, onSuspensionCancelled),
];
