import { derived, type Subscription } from '@campusgraph/events';
import { onAttendanceCorrected, onAttendanceRecorded } from './on-attendance.ts';
import { onBranchOpened } from './on-branch-opened.ts';
import { onContractActivated } from './on-contract-activated.ts';
import { onCourseAdded } from './on-course-added.ts';
import { onStaffJoined } from './on-staff-joined.ts';
import { onStudentRegistered } from './on-student-registered.ts';

/** What billing listens to. */
export const subscriptions: readonly Subscription[] = [
  ...derived(onBranchOpened, onStudentRegistered, onCourseAdded, onStaffJoined),
  onAttendanceRecorded,
  onAttendanceCorrected,
  onContractActivated,
];
