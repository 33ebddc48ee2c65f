import type { Subscription } from '@campusgraph/events';
import { onLessonCancelled } from './on-lesson-cancelled.ts';
import { onLessonRescheduled } from './on-lesson-rescheduled.ts';
import { onStaffJoined } from './on-staff-joined.ts';

/** What crm listens to. */
export const subscriptions: readonly Subscription[] = [onStaffJoined, onLessonRescheduled, onLessonCancelled];
