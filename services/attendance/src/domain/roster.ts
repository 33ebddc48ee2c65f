/** A student's stay in a class. */
export interface Stay {
  enrolledAt: Date;
  withdrawnAt: Date | null;
}

/**
 * Is the student of this enrolment on the lesson's roster? Who joins while it runs is; who left before it began is not.
 */
export const attends = ({ enrolledAt, withdrawnAt }: Stay, lesson: { startsAt: Date; endsAt: Date }): boolean =>
  enrolledAt < lesson.endsAt && (withdrawnAt === null || withdrawnAt > lesson.startsAt);
