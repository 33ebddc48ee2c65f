/** A time in which the student does not come; without an end: until resumed. */
export interface Suspension {
  startsAt: Date;
  endsAt: Date | null;
}

/** A student's stay in a class. */
export interface Stay {
  enrolledAt: Date;
  withdrawnAt: Date | null;
  suspensions: readonly Suspension[];
}

interface Lesson {
  startsAt: Date;
  endsAt: Date;
}

/**
 * Is the student of this enrolment on the lesson's roster? Who joins while it runs is; who left before it began is not, nor who is
 * suspended from before it begins to its end.
 */
export const attends = ({ enrolledAt, withdrawnAt, suspensions }: Stay, lesson: Lesson): boolean =>
  enrolledAt < lesson.endsAt &&
  (withdrawnAt === null || withdrawnAt > lesson.startsAt) &&
  !suspensions.some(
    ({ startsAt, endsAt }) => startsAt <= lesson.startsAt && (endsAt === null || endsAt >= lesson.endsAt),
  );
