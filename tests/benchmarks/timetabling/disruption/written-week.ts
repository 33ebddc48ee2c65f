import { createHash } from 'node:crypto';
import type { Situation } from '@campusgraph/academics/timetabling/repair';
import pg from 'pg';

const DAY_MS = 86_400_000;
const WEEKS = 2;
const ROWS_AT_ONCE = 5_000;
const HOURS = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, startTime: '09:00', endTime: '20:30' }));

/** The id under which `r7` is written. */
export const idOf = (name: string): string =>
  createHash('sha256')
    .update(name)
    .digest('hex')
    .replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12}).*$/, '$1-$2-4$3-8$4-$5');
/** Of a lesson in one of the weeks. */
export const lessonId = (lesson: string, week = 0): string => idOf(`${lesson} of week ${week}`);

/** When a slot of the week begins in Shanghai, which has no summer time. */
export const instantOf = ({ firstDay, slotMinutes }: Situation, slot: number, week = 0): Date =>
  new Date(Date.parse(`${firstDay}T00:00:00+08:00`) + slot * slotMinutes * 60_000 + week * 7 * DAY_MS);

/** Writes the week, and once more the week after it, past the service into its tables, all bookings among them. */
export async function writeWeek(url: string, organizationId: string, week: Situation): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    for (const [table, rows] of Object.entries(tables(organizationId, week)))
      for (let from = 0; from < rows.length; from += ROWS_AT_ONCE)
        await insert(client, table, rows.slice(from, from + ROWS_AT_ONCE));
    await client.query('analyze');
  } finally {
    await client.end();
  }
}

async function insert(client: pg.Client, table: string, rows: readonly object[]): Promise<void> {
  const columns = Object.keys(rows[0] ?? {}).join(', ');
  await client.query(
    `insert into ${table} (${columns}) select ${columns} from jsonb_populate_recordset(null::${table}, $1::jsonb)`,
    [JSON.stringify(rows)],
  );
}

function tables(organizationId: string, week: Situation): Record<string, object[]> {
  const { branches, rooms, teachers, courses, classes, students, travel } = week;
  const row = { organization_id: organizationId, created_at: instantOf(week, 0, -4) };
  const guardianOf = new Map(students.map(({ id, guardianIds }) => [id, idOf(guardianIds[0] ?? id)]));
  const branchOf = (teacher: number) => idOf(branches[teacher % branches.length]?.id ?? '');
  return {
    branch_copy: branches.map(({ id, name }) => ({
      ...{ branch_id: idOf(id), organization_id: organizationId, name },
      ...{ time_zone: 'Asia/Shanghai', opening_hours: HOURS },
    })),
    travel_time: travel.map(({ from, to, minutes }) => {
      const [lesser_branch_id, greater_branch_id] = [idOf(from), idOf(to)].sort();
      return { lesser_branch_id, greater_branch_id, organization_id: organizationId, minutes };
    }),
    room: rooms.map(({ id, name, branchId, seats, equipment }) => ({
      ...{ ...row, id: idOf(id), branch_id: idOf(branchId), name, capacity: seats, equipment },
    })),
    teacher: teachers.map(({ id, name, courseIds, maxMinutesPerDay, maxMinutesPerWeek }, number) => ({
      ...{ ...row, id: idOf(id), name, branch_ids: [branchOf(number)], course_ids: courseIds?.map(idOf) },
      ...{ max_minutes_per_day: maxMinutesPerDay, max_minutes_per_week: maxMinutesPerWeek },
    })),
    course: courses.map(({ id, equipment }) => ({
      ...{ ...row, id: idOf(id), name: id, subject: id, lesson_hundredths: 100, duration_minutes: 60 },
      needed_equipment: equipment,
    })),
    class_group: classes.map(({ id, name, courseId, branchId, size }) => ({
      ...{ ...row, id: idOf(id), branch_id: idOf(branchId), name, course_id: idOf(courseId) },
      ...{ teacher_id: teacherOf(week, id), room_id: idOf('r0'), capacity: size, enrolled_count: size },
    })),
    student: students.map(({ id }) => ({
      ...{ ...row, id: idOf(id), branch_id: idOf('b0'), guardian_id: guardianOf.get(id), name: id },
    })),
    enrollment: classes.flatMap(({ id, branchId, studentIds }) =>
      studentIds.map((studentId) => ({
        ...{ ...row, id: idOf(`${studentId} in ${id}`), branch_id: idOf(branchId), class_group_id: idOf(id) },
        ...{ student_id: idOf(studentId), guardian_id: guardianOf.get(studentId), enrolled_at: row.created_at },
      })),
    ),
    ...lessonTables(organizationId, week, row),
  };
}

const teacherOf = ({ lessons, teachers }: Situation, classId: string): string =>
  idOf(lessons.find((lesson) => lesson.classId === classId)?.place?.teacherId ?? teachers[0]?.id ?? '');

function lessonTables(organizationId: string, week: Situation, row: object): Record<string, object[]> {
  const classes = new Map(week.classes.map((one) => [one.id, one]));
  const lessons: object[] = [];
  const bookings: object[] = [];
  for (let number = 0; number < WEEKS; number++)
    for (const { id, classId, slots, place } of week.lessons) {
      const group = classes.get(classId);
      if (!place || !group) continue;
      const [starts_at, ends_at] = [place.start, place.start + slots].map((slot) => instantOf(week, slot, number));
      const lesson = { id: lessonId(id, number), room_id: idOf(place.roomId), teacher_id: idOf(place.teacherId) };
      lessons.push({
        ...{ ...row, ...lesson, starts_at, ends_at, lesson_hundredths: 100 },
        ...{ branch_id: idOf(group.branchId), class_group_id: idOf(classId), course_id: idOf(group.courseId) },
      });
      const during = `[${starts_at?.toISOString()},${ends_at?.toISOString()})`;
      const book = (resource_kind: string, resource_id: string) =>
        bookings.push({
          ...{ scheduled_lesson_id: lesson.id, resource_kind, resource_id, organization_id: organizationId, during },
        });
      book('ROOM', lesson.room_id);
      book('TEACHER', lesson.teacher_id);
      for (const studentId of group.studentIds) book('STUDENT', idOf(studentId));
    }
  return { scheduled_lesson: lessons, resource_booking: bookings };
}
