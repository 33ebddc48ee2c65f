/** A student's stay in a class, as far as it was told. */
export interface Stay {
  /** Null: not known. */
  enrolledAt: Date | null;
  withdrawnAt: Date | null;
  suspensions: readonly { startsAt: Date; endsAt: Date | null }[];
}

/** Does what happens to a lesson that begins then concern the family? Not of who has left, is suspended, or comes later only. */
export const isConcerned = ({ enrolledAt, withdrawnAt, suspensions }: Stay, startsAt: Date): boolean =>
  (enrolledAt === null || enrolledAt <= startsAt) &&
  (withdrawnAt === null || withdrawnAt > startsAt) &&
  !suspensions.some((one) => one.startsAt <= startsAt && (one.endsAt === null || one.endsAt > startsAt));
