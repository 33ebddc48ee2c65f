import type { SqlEntityManager } from '@mikro-orm/postgresql';
import type { LessonTime } from '../../../domain/lesson-time.ts';

/** A lesson on the timetable, without what an entity costs: there are thousands. */
export interface LessonRow extends LessonTime {
  id: string;
  branchId: string;
  classGroupId: string;
  teacherId: string;
  roomId: string;
  isPinned: boolean;
  version: number;
}

export interface Seat {
  classGroupId: string;
  studentId: string;
  guardianId: string;
}

/** Of a lesson in a branch that the principal does not see: no more than who is there, and when. */
export interface UnseenBooking extends LessonTime {
  lessonId: string;
  kind: 'TEACHER' | 'STUDENT';
  personId: string;
}

// No lesson is longer, so that the index by start can be used.
const WITHIN = `status = 'SCHEDULED' and starts_at > ?::timestamptz - interval '12 hours' and starts_at < ?::timestamptz and ends_at > ?::timestamptz`;
const LISTED = 'in (select value::uuid from jsonb_array_elements_text(?::jsonb))';
const COLUMNS = `id, branch_id as "branchId", class_group_id as "classGroupId", teacher_id as "teacherId", room_id as "roomId",
  starts_at as "startsAt", ends_at as "endsAt", is_pinned as "isPinned", version`;
const LESSONS = `
select ${COLUMNS} from scheduled_lesson where branch_id = ? and ${WITHIN}
union select ${COLUMNS} from scheduled_lesson where teacher_id ${LISTED} and ${WITHIN}
union select ${COLUMNS} from scheduled_lesson where class_group_id ${LISTED} and ${WITHIN}
order by "startsAt", id`;

/** Of the branch, the teachers and the classes, whichever branch those are in, in order. */
export async function lessonRows(
  em: SqlEntityManager,
  {
    branchId,
    teacherIds,
    classGroupIds,
  }: { branchId: string; teacherIds: readonly string[]; classGroupIds: readonly string[] },
  { startsAt, endsAt }: LessonTime,
): Promise<LessonRow[]> {
  const span = [startsAt, endsAt, startsAt];
  const rows = await em.execute<LessonRow[]>(LESSONS, [
    ...[branchId, ...span],
    ...[JSON.stringify(teacherIds), ...span],
    ...[JSON.stringify(classGroupIds), ...span],
  ]);
  return rows.map(dated);
}

/** Whoever teaches in the branch in that time. */
export async function teachersIn(
  em: SqlEntityManager,
  branchId: string,
  { startsAt, endsAt }: LessonTime,
): Promise<string[]> {
  const rows = await em.execute<{ id: string }[]>(
    `select distinct teacher_id as id from scheduled_lesson where branch_id = ? and ${WITHIN} order by 1`,
    [branchId, startsAt, endsAt, startsAt],
  );
  return rows.map(({ id }) => id);
}

const SEATS = (whose: string) => `
select class_group_id as "classGroupId", student_id as "studentId", guardian_id as "guardianId" from enrollment
where status = 'ACTIVE' and student_id in (select student_id from enrollment where status = 'ACTIVE' and ${whose} = ?)
order by class_group_id, student_id`;

/** Every seat of those who are in the class, or in any class of the branch. */
export const seatRows = (em: SqlEntityManager, of: { classGroupId: string } | { branchId: string }): Promise<Seat[]> =>
  'classGroupId' in of
    ? em.execute<Seat[]>(SEATS('class_group_id'), [of.classGroupId])
    : em.execute<Seat[]>(SEATS('branch_id'), [of.branchId]);

const UNSEEN = `
select scheduled_lesson_id as "lessonId", kind, id as "personId", lower(during) as "startsAt", upper(during) as "endsAt"
from jsonb_to_recordset(?::jsonb) as person (kind text, id uuid)
  join resource_booking on resource_kind = kind and resource_id = id and during && tstzrange(?, ?)
where not exists (select from scheduled_lesson where scheduled_lesson.id = scheduled_lesson_id)
order by "startsAt", "lessonId", kind, "personId"`;

/** What keeps those people busy in branches that the principal does not see. */
export async function unseenBookings(
  em: SqlEntityManager,
  { teacherIds, studentIds }: { teacherIds: readonly string[]; studentIds: readonly string[] },
  { startsAt, endsAt }: LessonTime,
): Promise<UnseenBooking[]> {
  const people = [
    ...teacherIds.map((id) => ({ kind: 'TEACHER', id })),
    ...studentIds.map((id) => ({ kind: 'STUDENT', id })),
  ];
  return (await em.execute<UnseenBooking[]>(UNSEEN, [JSON.stringify(people), startsAt, endsAt])).map(dated);
}

/** How often each teacher has taught the class so far. */
export const historyRows = async (
  em: SqlEntityManager,
  classGroupId: string,
  now: Date,
): Promise<{ teacherId: string; classId: string; lessons: number }[]> =>
  em.execute(
    `select teacher_id as "teacherId", class_group_id as "classId", count(*)::int as lessons from scheduled_lesson
     where class_group_id = ? and status = 'SCHEDULED' and starts_at < ? group by teacher_id, class_group_id order by 1`,
    [classGroupId, now],
  );

const dated = <Row extends LessonTime>(row: Row): Row => ({
  ...row,
  startsAt: new Date(row.startsAt),
  endsAt: new Date(row.endsAt),
});
