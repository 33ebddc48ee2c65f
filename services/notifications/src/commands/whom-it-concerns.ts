import type { UnitOfWork } from '@campusgraph/persistence';
import { isConcerned } from '../domain/roster.ts';
import { RosterCopy } from '../persistence/entities/roster-copy.ts';
import { SuspensionCopy } from '../persistence/entities/suspension-copy.ts';

/** Who is expected in the classes at one of the times: each child once in each class, also where it came back into it. */
export async function whomItConcerns(
  { em }: UnitOfWork,
  classGroupIds: readonly string[],
  times: readonly Date[],
): Promise<RosterCopy[]> {
  const inClasses = { classGroupId: { $in: [...classGroupIds] } };
  const stays = await em.find(RosterCopy, inClasses, { orderBy: { enrollmentId: 'asc' } });
  const suspensions = await em.find(SuspensionCopy, { enrollmentId: { $in: stays.map((one) => one.enrollmentId) } });
  const suspensionsOf = Map.groupBy(suspensions, ({ enrollmentId }) => enrollmentId);
  const told = stays.filter(({ enrollmentId, enrolledAt = null, withdrawnAt = null }) => {
    const away = (suspensionsOf.get(enrollmentId) ?? []).map(({ startsAt, endsAt = null }) => ({ startsAt, endsAt }));
    return times.some((at) => isConcerned({ enrolledAt, withdrawnAt, suspensions: away }, at));
  });
  return [...new Map(told.map((one) => [`${one.classGroupId} ${one.studentId}`, one])).values()];
}
