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
const COLUMNS = 'id, branch_id, class_group_id, teacher_id, room_id, starts_at, ends_at, is_pinned, version';
const MS = (column: string) => `(extract(epoch from ${column}) * 1000)::bigint`;
// In one piece of JSON: thousands of rows cost the driver more than all that is done with them.
const AS_JSON = (lessons: string) => `
select coalesce(json_agg(json_build_array(id, branch_id, class_group_id, teacher_id, room_id, ${MS('starts_at')}, ${MS('ends_at')},
  is_pinned, version) order by starts_at, id), '[]')::text as lessons from (${lessons}) as lesson`;
const OF_TEACHERS_AND_CLASSES = `
select ${COLUMNS} from scheduled_lesson where teacher_id ${LISTED} and ${WITHIN}
union select ${COLUMNS} from scheduled_lesson where class_group_id ${LISTED} and ${WITHIN}`;
const OF_PEOPLE = AS_JSON(OF_TEACHERS_AND_CLASSES);
const OF_ALL = AS_JSON(
  `${OF_TEACHERS_AND_CLASSES} union select ${COLUMNS} from scheduled_lesson where branch_id = ? and ${WITHIN}`,
);

type Cells = [string, string, string, string, string, number, number, boolean, number];

/** Of the teachers and the classes, whichever branch they are in, and of all of `branchId` unless null; in order. */
export async function lessonRows(
  em: SqlEntityManager,
  {
    branchId,
    teacherIds,
    classGroupIds,
  }: { branchId: string | null; teacherIds: readonly string[]; classGroupIds: readonly string[] },
  { startsAt, endsAt }: LessonTime,
): Promise<LessonRow[]> {
  const span = [startsAt, endsAt, startsAt];
  const people = [JSON.stringify(teacherIds), ...span, JSON.stringify(classGroupIds), ...span];
  const [row] = await (branchId === null
    ? em.execute<{ lessons: string }[]>(OF_PEOPLE, people)
    : em.execute<{ lessons: string }[]>(OF_ALL, [...people, branchId, ...span]));
  return (JSON.parse(row?.lessons ?? '[]') as Cells[]).map(
    ([id, branch, classGroupId, teacherId, roomId, from, to, isPinned, version]) => ({
      ...{ id, branchId: branch, classGroupId, teacherId, roomId, isPinned, version },
      ...{ startsAt: new Date(from), endsAt: new Date(to) },
    }),
  );
}

/** When lessons other than one take each room of the branch. */
export async function roomTimes(
  em: SqlEntityManager,
  { branchId, exceptLessonId }: { branchId: string; exceptLessonId: string },
  { startsAt, endsAt }: LessonTime,
): Promise<Map<string, LessonTime[]>> {
  const rows = await em.execute<{ roomId: string; times: string }[]>(
    `select room_id as "roomId", json_agg(json_build_array(${MS('starts_at')}, ${MS('ends_at')}))::text as times
     from scheduled_lesson where branch_id = ? and ${WITHIN} and id <> ? group by room_id`,
    [branchId, startsAt, endsAt, startsAt, exceptLessonId],
  );
  const timesOf = (times: string) =>
    (JSON.parse(times) as [number, number][]).map(([from, to]) => ({ startsAt: new Date(from), endsAt: new Date(to) }));
  return new Map(rows.map(({ roomId, times }) => [roomId, timesOf(times)]));
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

// Who leaves or comes within that time, or is suspended for a while, counts as there all of it: too careful is no clash.
const STAYS = 'enrolled_at < ? and (withdrawn_at is null or withdrawn_at > ?)';
const SEATS = (whose: string) => `
select distinct class_group_id as "classGroupId", student_id as "studentId", guardian_id as "guardianId" from enrollment
where ${STAYS} and student_id in (select student_id from enrollment where ${STAYS} and ${whose} = ?)
order by class_group_id, student_id`;

/** Every seat of those who are in the class, or in any class of the branch. */
export const seatRows = (
  em: SqlEntityManager,
  of: { classGroupId: string } | { branchId: string },
  { startsAt, endsAt }: LessonTime,
): Promise<Seat[]> => {
  const [column, id] = 'classGroupId' in of ? ['class_group_id', of.classGroupId] : ['branch_id', of.branchId];
  return em.execute<Seat[]>(SEATS(column), [endsAt, startsAt, endsAt, startsAt, id]);
};

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
