import type { LessonTime } from './lesson-time.ts';
import { isAway, type Span } from './suspension.ts';

/** ACTIVE → WITHDRAWN; who comes back is enrolled anew. */
export type EnrollmentStatus = 'ACTIVE' | 'WITHDRAWN';
/** The student left, went into another class, or the class was closed. */
export type EnrollmentEnd = 'WITHDRAWAL' | 'MOVE' | 'CLOSING';
/** REGISTERED until the first class; STUDYING while in any; FORMER after leaving the last one. */
export type StudentStatus = 'REGISTERED' | 'STUDYING' | 'FORMER';

export interface Stay {
  enrolledAt: Date;
  /** Ahead of time for who goes on that day. */
  withdrawnAt: Date | null;
  /** Those that were not cancelled. */
  suspensions: readonly Span[];
}

/**
 * Is the student of this enrolment expected in that lesson of the class? Who joins while it runs is; who left before it
 * began is not, nor who is suspended from before it begins to its end.
 */
export const attends = ({ enrolledAt, withdrawnAt, suspensions }: Stay, lesson: LessonTime): boolean =>
  enrolledAt < lesson.endsAt &&
  (withdrawnAt === null || withdrawnAt > lesson.startsAt) &&
  !suspensions.some((span) => isAway(span, lesson));

/** What a student is after a change of enrolments. */
export const statusAfter = (current: StudentStatus, activeEnrollments: number): StudentStatus => {
  if (activeEnrollments > 0) return 'STUDYING';
  return current === 'REGISTERED' ? 'REGISTERED' : 'FORMER';
};
