import type { DomainError } from '@campusgraph/errors';
import type { SqlEntityManager } from '@mikro-orm/postgresql';
import { clashError } from '../domain/clash.ts';
import { Room } from '../persistence/entities/room.ts';
import { Student } from '../persistence/entities/student.ts';
import { Teacher } from '../persistence/entities/teacher.ts';
import type { Booking } from '../persistence/queries/bookings.ts';
import { occupantsOf } from '../persistence/queries/occupants.ts';

/** What each booking that stands in the way is to be told as: ROOM_CLASH, TEACHER_CLASH or STUDENT_CLASH. */
export async function nameClashes<Row extends Booking>(
  em: SqlEntityManager,
  timeZone: string,
  inTheWay: readonly Row[],
): Promise<{ booking: Row; error: DomainError }[]> {
  const ids = [...new Set(inTheWay.map(({ resourceId }) => resourceId))];
  const named = await Promise.all(
    [Room, Teacher, Student].map((entity) => em.find<{ id: string; name: string }>(entity, { id: { $in: ids } })),
  );
  const names = new Map(named.flat().map(({ id, name }) => [id, name]));
  const others = await occupantsOf(
    em,
    inTheWay.map((one) => one.scheduledLessonId),
  );
  return inTheWay.map((booking) => {
    const { kind, resourceId, scheduledLessonId, startsAt, endsAt } = booking;
    const error = clashError({
      ...{ kind, resourceId, timeZone, time: { startsAt, endsAt } },
      resourceName: names.get(resourceId) ?? resourceId,
      other: others.get(scheduledLessonId) ?? null,
    });
    return { booking, error };
  });
}
