import type { SqlEntityManager } from '@mikro-orm/postgresql';
import type { Stay } from '../../domain/enrollment.ts';
import { Enrollment } from '../entities/enrollment.ts';
import { EnrollmentSuspension } from '../entities/enrollment-suspension.ts';

type Ids = readonly string[];

/** What decides at which lessons the students of these enrolments are expected. */
export async function staysOf(
  em: SqlEntityManager,
  enrollments: readonly Enrollment[],
): Promise<(enrollment: Enrollment) => Stay> {
  const where = { enrollmentId: { $in: enrollments.map(({ id }) => id) }, cancelledAt: null };
  const suspensions = enrollments.length === 0 ? [] : await em.find(EnrollmentSuspension, where);
  const byEnrollment = Map.groupBy(suspensions, ({ enrollmentId }) => enrollmentId);
  return ({ id, enrolledAt, withdrawnAt }) => ({
    enrolledAt,
    withdrawnAt: withdrawnAt ?? null,
    suspensions: (byEnrollment.get(id) ?? []).map(({ startsAt, endsAt }) => ({ startsAt, endsAt: endsAt ?? null })),
  });
}

/** Each enrolment's, in order, those that were cancelled too. */
export async function suspensionsOfEnrollments(em: SqlEntityManager, ids: Ids): Promise<EnrollmentSuspension[][]> {
  const suspensions = await em.find(
    EnrollmentSuspension,
    { enrollmentId: { $in: [...ids] } },
    { orderBy: { startsAt: 'asc', id: 'asc' } },
  );
  return ids.map((id) => suspensions.filter(({ enrollmentId }) => enrollmentId === id));
}

/** How many are in a class still after `at` and gave their seats back already, because they go on that day; not who comes back. */
export function leavingAfter(
  em: SqlEntityManager,
  { classGroupId, at, comeBack = [] }: { classGroupId: string; at: Date; comeBack?: readonly string[] },
): Promise<number> {
  const leaving = { status: 'WITHDRAWN' as const, holdsSeat: true, withdrawnAt: { $gt: at } };
  return em.count(Enrollment, { classGroupId, ...leaving, studentId: { $nin: [...comeBack] } });
}
