import { violates } from '@campusgraph/persistence';
import type { SqlEntityManager } from '@mikro-orm/postgresql';
import type { ResourceKind } from '../../domain/clash.ts';
import type { LessonTime } from '../../domain/lesson-time.ts';

export interface Booking extends LessonTime {
  scheduledLessonId: string;
  kind: ResourceKind;
  resourceId: string;
}

const rowsOf = (bookings: readonly Booking[]): string =>
  JSON.stringify(
    bookings.map(({ scheduledLessonId, kind, resourceId, startsAt, endsAt }) => ({
      lesson: scheduledLessonId,
      kind,
      resource: resourceId,
      starts_at: startsAt,
      ends_at: endsAt,
    })),
  );
const ROWS =
  'jsonb_to_recordset(?::jsonb) as wanted (lesson uuid, kind text, resource uuid, starts_at timestamptz, ends_at timestamptz)';

// An exclusion constraint is checked after the row is in the index, so two clerks at the same instant may wait for each
// other until Postgres ends one as a deadlock, after a second and without a reason (16 of 1,500 pairs). Queueing by resource, always in one
// order, lets the second one see the first one's lesson and be told of it.
const QUEUE = `
select pg_advisory_xact_lock(hashtextextended(resource, 0))
from (select distinct kind || resource::text as resource from ${ROWS} order by 1) as queue`;

const BOOK = `
insert into resource_booking (scheduled_lesson_id, resource_kind, resource_id, organization_id, during)
select lesson, kind, resource, ?, tstzrange(starts_at, ends_at) from ${ROWS}`;

const TAKEN = `
select taken.scheduled_lesson_id as "scheduledLessonId", taken.resource_kind as kind, taken.resource_id as "resourceId",
       lower(taken.during) as "startsAt", upper(taken.during) as "endsAt"
from ${ROWS} join resource_booking as taken
  on taken.resource_kind = kind and taken.resource_id = resource and taken.during && tstzrange(starts_at, ends_at)
order by array_position(array['ROOM', 'TEACHER', 'STUDENT'], kind), starts_at limit 1`;

/**
 * Waits for whoever is booking any of these at the moment. Who frees bookings to make others queues for all of them first:
 * else one could wait for the freed row and the other one for the queue.
 */
export async function queueFor(em: SqlEntityManager, bookings: readonly Booking[]): Promise<void> {
  await em.execute(QUEUE, [rowsOf(bookings)]);
}

/**
 * Takes rooms, teachers and students for lessons. The database decides: null when all of them are booked, or else the
 * first booking that was there already, and then none of these is made. The lessons must be flushed before.
 */
export async function book(
  em: SqlEntityManager,
  organizationId: string,
  bookings: readonly Booking[],
): Promise<Booking | null> {
  if (bookings.length === 0) return null;
  await queueFor(em, bookings);
  const rows = rowsOf(bookings);
  await em.execute('savepoint booking');
  try {
    await em.execute(BOOK, [organizationId, rows]);
    return null;
  } catch (error) {
    if (!violates(error, 'exclusion', 'resource_booking_no_overlap')) throw error;
    await em.execute('rollback to savepoint booking');
    const taken = await em.execute<Booking[]>(TAKEN, [rows]);
    if (!taken[0]) throw error;
    return { ...taken[0], startsAt: new Date(taken[0].startsAt), endsAt: new Date(taken[0].endsAt) };
  }
}

const ALL_TAKEN = `
select lesson as "wantedBy", taken.scheduled_lesson_id as "scheduledLessonId", kind, resource as "resourceId",
       lower(taken.during) as "startsAt", upper(taken.during) as "endsAt"
from ${ROWS} join resource_booking as taken
  on taken.resource_kind = kind and taken.resource_id = resource and taken.during && tstzrange(starts_at, ends_at)
order by starts_at, lesson, array_position(array['ROOM', 'TEACHER', 'STUDENT'], kind)`;

/** Every booking that stands in the way of one of these, and for which lesson. Queue for them before. */
export async function bookingsInTheWay(
  em: SqlEntityManager,
  bookings: readonly Booking[],
): Promise<(Booking & { wantedBy: string })[]> {
  const rows = await em.execute<(Booking & { wantedBy: string })[]>(ALL_TAKEN, [rowsOf(bookings)]);
  return rows.map((row) => ({ ...row, startsAt: new Date(row.startsAt), endsAt: new Date(row.endsAt) }));
}

/** The students that a lesson has taken. */
export async function bookedStudents(em: SqlEntityManager, scheduledLessonId: string): Promise<string[]> {
  const rows = await em.execute<{ id: string }[]>(
    `select resource_id as id from resource_booking where scheduled_lesson_id = ? and resource_kind = 'STUDENT'`,
    [scheduledLessonId],
  );
  return rows.map(({ id }) => id);
}

/** Those of the lessons that have taken the student. */
export async function bookedLessons(
  em: SqlEntityManager,
  studentId: string,
  scheduledLessonIds: readonly string[],
): Promise<Set<string>> {
  const rows = await em.execute<{ id: string }[]>(
    `select scheduled_lesson_id as id from resource_booking where resource_kind = 'STUDENT' and resource_id = ?
     and scheduled_lesson_id in (select value::uuid from jsonb_array_elements_text(?::jsonb))`,
    [studentId, JSON.stringify(scheduledLessonIds)],
  );
  return new Set(rows.map(({ id }) => id));
}

/** Everything that those lessons have taken. */
export async function bookingsOfLessons(
  em: SqlEntityManager,
  scheduledLessonIds: readonly string[],
): Promise<Booking[]> {
  const rows = await em.execute<Booking[]>(
    `select scheduled_lesson_id as "scheduledLessonId", resource_kind as kind, resource_id as "resourceId",
            lower(during) as "startsAt", upper(during) as "endsAt"
     from resource_booking where scheduled_lesson_id in (select value::uuid from jsonb_array_elements_text(?::jsonb))`,
    [JSON.stringify(scheduledLessonIds)],
  );
  return rows.map((row) => ({ ...row, startsAt: new Date(row.startsAt), endsAt: new Date(row.endsAt) }));
}

/** Frees everything that a lesson had taken. */
export async function release(em: SqlEntityManager, scheduledLessonId: string): Promise<void> {
  await em.execute('delete from resource_booking where scheduled_lesson_id = ?', [scheduledLessonId]);
}

/** Frees everything that those lessons had taken. */
export async function releaseAll(em: SqlEntityManager, scheduledLessonIds: readonly string[]): Promise<void> {
  await em.execute(
    'delete from resource_booking where scheduled_lesson_id in (select value::uuid from jsonb_array_elements_text(?::jsonb))',
    [JSON.stringify(scheduledLessonIds)],
  );
}

/** Frees a student from those lessons. */
export async function releaseStudent(
  em: SqlEntityManager,
  studentId: string,
  scheduledLessonIds: readonly string[],
): Promise<void> {
  await em.execute(
    `delete from resource_booking where resource_kind = 'STUDENT' and resource_id = ?
     and scheduled_lesson_id in (select value::uuid from jsonb_array_elements_text(?::jsonb))`,
    [studentId, JSON.stringify(scheduledLessonIds)],
  );
}

/** Waits for whoever is booking that room, teacher or student at the moment, and keeps others waiting to the end of the transaction. */
export async function queueForResource(em: SqlEntityManager, kind: ResourceKind, resourceId: string): Promise<void> {
  await em.execute('select pg_advisory_xact_lock(hashtextextended(?, 0))', [kind + resourceId]);
}

/** Waits for whoever is choosing a class for that student at the moment. To be taken before every other lock. */
export async function queueForChoice(em: SqlEntityManager, studentId: string): Promise<void> {
  await em.execute('select pg_advisory_xact_lock(hashtextextended(?, 0))', [`CHOICE${studentId}`]);
}
