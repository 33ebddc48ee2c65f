import type { Principal } from '@campusgraph/auth';
import { staffJoined } from '@campusgraph/contracts';
import { newId } from '@campusgraph/persistence';
import pg from 'pg';
import { ENROLL, SCHEDULE, type startAcademics } from './harness.ts';

type App = Awaited<ReturnType<typeof startAcademics>>;

const mutation = (name: string, selection: string) =>
  `mutation ($input: ${name.charAt(0).toUpperCase()}${name.slice(1)}Input!) { ${name}(input: $input) { ${selection} } }`;
export const ABSENCE = mutation('addTeacherAbsence', 'teacherAbsence { id }');
export const WITHDRAW = mutation('withdrawTeacherAbsence', 'teacher { id }');
export const CLOSE_ROOM = mutation('closeRoom', 'roomClosure { id }');
export const OPENING = mutation('setOpeningHours', 'branch { id }');
export const HOLIDAY = mutation('addHoliday', 'holiday { id }');
export const NO_HOLIDAY = mutation('removeHoliday', 'holiday { id }');
export const TRAVEL = mutation('setTravelTime', 'branch { id }');
export const SKILLS = mutation('setTeacherSkills', 'teacher { id }');
export const HOURS = mutation('setTeacherHours', 'teacher { id }');
export const ROOM_EQUIPMENT = mutation('setRoomEquipment', 'room { id }');
export const COURSE_EQUIPMENT = mutation('setCourseEquipment', 'course { id }');
export const PIN = mutation('pinLesson', 'scheduledLesson { isPinned }');
export const RESCHEDULE = mutation('rescheduleLesson', 'scheduledLesson { id version: startsAt }');
export const SUBSTITUTE = mutation('assignSubstitute', 'scheduledLesson { id }');
export const APPLY = mutation(
  'applyRepairPlan',
  'appliedRepair { id status reason changes { kind scheduledLesson { id } } }',
);
export const UNDO = mutation(
  'undoRepairPlan',
  'undoneCount appliedRepair { id status undoneAt } kept { code message scheduledLesson { id } }',
);
/** As a client asks that sends the changes back. */
export const PLANS = `query ($disruption: RepairDisruptionInput!, $branchId: ID, $lookAheadDays: Int) {
  repairPlans(disruption: $disruption, branchId: $branchId, lookAheadDays: $lookAheadDays) { strategy message
    cost { points moved roomChanges teacherChanges cancelled studentsTold guardiansTold teachersTold distanceMinutes
      teacherHours { teacher { id } minutes lessonsMore lessonsFewer } }
    changes { kind scheduledLessonId version classGroupId after { startsAt endsAt roomId teacherId } }
    told: changes { message before { startsAt teacher { name } } classGroup { name } } } }`;
export const SUGGESTIONS = `query ($id: ID!, $from: DateTime, $to: DateTime, $first: Int, $keepRoom: Boolean, $keepTeacher: Boolean) {
  lessonSuggestions(scheduledLessonId: $id, from: $from, to: $to, first: $first, keepRoom: $keepRoom, keepTeacher: $keepTeacher) {
    startsAt endsAt points changes message room { id name } teacher { id name } } }`;
export const SUBSTITUTES = `query ($id: ID!) { substituteSuggestions(scheduledLessonId: $id) {
  isAble points teacher { id name } reasons { code message } } }`;

export interface Change {
  kind: string;
  scheduledLessonId: string | null;
  version: number | null;
  classGroupId: string;
  after: { startsAt: string; endsAt: string; roomId: string; teacherId: string } | null;
}
export interface Suggestion {
  startsAt: string;
  endsAt: string;
  points: number;
  changes: string[];
  message: string;
  room: { id: string; name: string };
  teacher: { id: string; name: string };
}

/** A Monday, 07:30 in Shanghai. */
export const HALF_PAST_SEVEN = '2026-03-08T23:30:00Z';
/** On that Monday and the days after it, on the branch's clock. */
export const at = (clock: string, day = 9): string =>
  new Date(`2026-03-${`${day}`.padStart(2, '0')}T${clock}:00+08:00`).toISOString();

/** A chain with a second room and a second teacher in its branch. Lessons last 90 minutes. */
export async function repairSchool(app: App) {
  const chain = await app.chain();
  const { clerk, organizationId } = chain;
  const joins = async (name: string, branchIds = [chain.branchId]) => {
    const id = newId();
    await app.tell(
      staffJoined,
      { organizationId, branchId: null, aggregateId: id },
      { staffId: id, name, role: 'TEACHER', branchIds, email: null },
    );
    return id;
  };
  const schedule = async (classGroupId: string, startsAt: string, more: object = {}, by: Principal = clerk) => {
    const given = await app.give(by, SCHEDULE, { classGroupId, lessons: [{ startsAt, ...more }] });
    return (given.scheduledLessons as unknown as { id: string }[])[0]?.id as string;
  };
  const enroll = async (name: string, ...classGroupIds: string[]) => {
    const family = await chain.convert(name);
    for (const classGroupId of classGroupIds)
      await app.give(chain.hq, ENROLL, { studentId: family.studentId, classGroupId });
    return family;
  };
  const suggestions = async (id: string, more: object = {}, by: Principal = clerk): Promise<Suggestion[]> =>
    (await app.ask(by, SUGGESTIONS, { id, first: 100, ...more })).data.lessonSuggestions;
  const substitutes = async (id: string, by: Principal = clerk) =>
    (await app.ask(by, SUBSTITUTES, { id })).data.substituteSuggestions as {
      isAble: boolean;
      teacher: { id: string; name: string };
      reasons: { code: string; message: string }[];
    }[];
  const plans = async (disruption: object, more: object = {}, by: Principal = clerk) => {
    const { data, errors } = await app.ask(by, PLANS, { disruption, ...more });
    if (errors) throw new Error(JSON.stringify(errors));
    return data.repairPlans;
  };
  return {
    ...chain,
    ...{ joins, schedule, enroll, suggestions, substitutes, plans },
    otherRoomId: await chain.addRoom('A202'),
    otherTeacherId: await joins('陈老师'),
  };
}

/** Past the service, as the database's owner. */
export async function inDatabase<Row>(app: App, organizationId: string, sql: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: app.urls.owner });
  await client.connect();
  try {
    await client.query(`select set_config('app.organization', $1, false), set_config('app.branches', '*', false)`, [
      organizationId,
    ]);
    return (await client.query(sql)).rows as Row[];
  } finally {
    await client.end();
  }
}

const LESSONS = `(select * from scheduled_lesson where status = 'SCHEDULED')`;
/** Pairs of lessons that are in each other's way, and bookings that fit no lesson. */
export const faults = async (app: App, organizationId: string) =>
  (
    await inDatabase<{ clashes: number; stray: number; missing: number }>(
      app,
      organizationId,
      `select (select count(*)::int from ${LESSONS} as a join ${LESSONS} as b on a.id < b.id
          and a.starts_at < b.ends_at and b.starts_at < a.ends_at
          and (a.room_id = b.room_id or a.teacher_id = b.teacher_id or a.class_group_id = b.class_group_id)) as clashes,
        (select count(*)::int from resource_booking as booking where not exists (select from ${LESSONS} as l
          where l.id = scheduled_lesson_id and during = tstzrange(l.starts_at, l.ends_at))) as stray,
        (select count(*)::int from ${LESSONS} as l where not exists (select from resource_booking
          where scheduled_lesson_id = l.id and resource_id = l.teacher_id)) as missing`,
    )
  )[0];
export const SOUND = { clashes: 0, stray: 0, missing: 0 };

/** The lessons of the school as they are, by id. */
export const timetable = (app: App, organizationId: string) =>
  inDatabase<{ id: string; status: string; version: number }>(
    app,
    organizationId,
    'select id, status, version, starts_at, room_id, teacher_id from scheduled_lesson order by id',
  );

/** The facts of lessons that were told, in order. */
export const factsOf = async (app: App, organizationId: string, type: string) =>
  (
    await inDatabase<{ data: Record<string, string> }>(
      app,
      organizationId,
      `select envelope->'data' as data from events.log where organization_id = '${organizationId}'
       and type = 'academics.lesson.${type}.v1' order by id`,
    )
  ).map(({ data }) => data);
