import { derived, type Subscription } from '@campusgraph/events';
import { onBranchOpened } from './on-branch-opened.ts';
import { onLessonCancelled, onLessonGone } from './on-lesson-cancelled.ts';
import { onLessonRescheduled } from './on-lesson-rescheduled.ts';
import { onLessonScheduled } from './on-lesson-scheduled.ts';
import { onStaffJoined } from './on-staff-joined.ts';

/** What crm listens to. */
export const subscriptions: readonly Subscription[] = [
  ...derived(onBranchOpened, onStaffJoined, onLessonScheduled, onLessonGone),
  onLessonRescheduled,
  onLessonCancelled,
];
