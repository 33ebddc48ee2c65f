import { derived, type Subscription } from '@campusgraph/events';
import { onLessonCancelled } from './on-lesson-cancelled.ts';
import { onLessonRescheduled } from './on-lesson-rescheduled.ts';
import { onLessonScheduled } from './on-lesson-scheduled.ts';
import { onStudentEnrolled } from './on-student-enrolled.ts';
import { onStudentWithdrawn } from './on-student-withdrawn.ts';

/** What attendance listens to. */
export const subscriptions: readonly Subscription[] = [
  ...derived(onLessonScheduled, onLessonRescheduled, onLessonCancelled, onStudentEnrolled, onStudentWithdrawn),
];
