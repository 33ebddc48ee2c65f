import { derived, type Subscription } from '@campusgraph/events';
import { onBranchOpened } from './on-branch-opened.ts';
import { onCallbackCompleted } from './on-callback-completed.ts';
import { onOrganizationFounded } from './on-organization-founded.ts';
import { onStaffJoined } from './on-staff-joined.ts';
import { onStudentRegistered } from './on-student-registered.ts';

/** What support listens to. */
export const subscriptions: readonly Subscription[] = [
  ...derived(onBranchOpened, onStaffJoined, onStudentRegistered),
  onOrganizationFounded,
  onCallbackCompleted,
];
