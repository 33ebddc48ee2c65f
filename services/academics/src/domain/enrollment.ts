import type { LessonTime } from './lesson-time.ts';

/** ACTIVE → WITHDRAWN; who comes back is enrolled anew. */
export type EnrollmentStatus = 'ACTIVE' | 'WITHDRAWN';
/** REGISTERED until the first class; STUDYING while in any; FORMER after leaving the last one. */
export type StudentStatus = 'REGISTERED' | 'STUDYING' | 'FORMER';

export interface Stay {
  enrolledAt: Date;
  withdrawnAt: Date | null;
}

/**
 * Is the student of this enrolment expected in that lesson of the class? Who joins while it runs is; who left before it
 * began is not.
 */
export const attends = ({ enrolledAt, withdrawnAt }: Stay, { startsAt, endsAt }: LessonTime): boolean =>
  enrolledAt < endsAt && (withdrawnAt === null || withdrawnAt > startsAt);

/** What a student is after a change of enrolments. */
export const statusAfter = (current: StudentStatus, activeEnrollments: number): StudentStatus => {
  if (activeEnrollments > 0) return 'STUDYING';
  return current === 'REGISTERED' ? 'REGISTERED' : 'FORMER';
};
