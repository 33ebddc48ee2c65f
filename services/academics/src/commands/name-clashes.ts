import type { DomainError } from '@campusgraph/errors';
import type { SqlEntityManager } from '@mikro-orm/postgresql';
import { clashError } from '../domain/clash.ts';
import { ClassGroup } from '../persistence/entities/class-group.ts';
import { Room } from '../persistence/entities/room.ts';
import { ScheduledLesson } from '../persistence/entities/scheduled-lesson.ts';
import { Student } from '../persistence/entities/student.ts';
import { Teacher } from '../persistence/entities/teacher.ts';
import type { Booking } from '../persistence/queries/bookings.ts';

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
  const others = await em.find(ScheduledLesson, { id: { $in: inTheWay.map((one) => one.scheduledLessonId) } });
  const groups = await em.find(ClassGroup, { id: { $in: others.map(({ classGroupId }) => classGroupId) } });
  return inTheWay.map((booking) => {
    const { kind, resourceId, scheduledLessonId, startsAt, endsAt } = booking;
    const other = others.find(({ id }) => id === scheduledLessonId);
    const className = groups.find(({ id }) => id === other?.classGroupId)?.name;
    const error = clashError({
      ...{ kind, resourceId, timeZone, time: { startsAt, endsAt } },
      resourceName: names.get(resourceId) ?? resourceId,
      other: className === undefined ? null : { scheduledLessonId, className },
    });
    return { booking, error };
  });
}
