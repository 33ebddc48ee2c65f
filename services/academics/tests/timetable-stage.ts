import type { Principal } from '@campusgraph/auth';
import { waitFor } from '@campusgraph/testing';
import pg from 'pg';
import { ENROLL, type startAcademics } from './harness.ts';

const RUN = `id status unplacedCount lessonCount lostLessonCount madeUpLessonCount
  lessons { weekday startTime room { id } teacher { id } classGroup { id } } findings { code message proven }`;
export const START = `mutation ($input: StartTimetableRunInput!) { startTimetableRun(input: $input) { timetableRun { ${RUN} } } }`;
export const APPLY = `mutation ($input: ApplyTimetableRunInput!) { applyTimetableRun(input: $input) {
  timetableRun { id status } lessonCount conflicts { code message startsAt classGroup { id } } } }`;
export const UNDO = `mutation ($input: UndoTimetableRunInput!) { undoTimetableRun(input: $input) {
  timetableRun { id status } lessonCount keptLessons { id } } }`;
export const CANCEL =
  'mutation ($input: CancelTimetableRunInput!) { cancelTimetableRun(input: $input) { timetableRun { id status } } }';
export const NEED = 'mutation ($input: SetWeeklyNeedInput!) { setWeeklyNeed(input: $input) { classGroup { id } } }';
export const HOURS = 'mutation ($input: SetOpeningHoursInput!) { setOpeningHours(input: $input) { branch { id } } }';
export const HOLIDAY = 'mutation ($input: AddHolidayInput!) { addHoliday(input: $input) { holiday { id } } }';
export const MOVE =
  'mutation ($input: RescheduleLessonInput!) { rescheduleLesson(input: $input) { scheduledLesson { id } } }';
/** Four weeks from a Monday. */
export const TERM = { from: '2026-03-09', to: '2026-04-05', secondsBudget: 1 };

const LESSONS = `(select * from scheduled_lesson where status = 'SCHEDULED')`;
const COUNTS = `select (select count(*)::int from ${LESSONS} as l) as lessons,
  (select count(*)::int from resource_booking) as bookings,
  (select count(*)::int from ${LESSONS} as a join ${LESSONS} as b on a.id < b.id
    and a.starts_at < b.ends_at and b.starts_at < a.ends_at
    and (a.room_id = b.room_id or a.teacher_id = b.teacher_id or a.class_group_id = b.class_group_id)) as clashes`;

/** Schools for which timetables are made, and what became of them. */
export function timetableStage(app: Awaited<ReturnType<typeof startAcademics>>) {
  /** Open on Monday and Wednesday evening, with two classes of one teacher and one room, and a child in both. */
  async function school(openUntil = '20:00') {
    const chain = await app.chain();
    const { clerk, branchId, classGroupId } = chain;
    const otherClassId = await chain.openClass('三年级英语');
    const openingHours = [1, 3].map((weekday) => ({ weekday, startTime: '17:00', endTime: openUntil }));
    await app.give(clerk, HOURS, { branchId, openingHours });
    for (const id of [classGroupId, otherClassId])
      await app.give(clerk, NEED, { classGroupId: id, weeklyNeed: { lessonsPerWeek: 2 } });
    const { studentId } = await chain.convert('小明');
    for (const id of [classGroupId, otherClassId]) await app.give(clerk, ENROLL, { studentId, classGroupId: id });
    const start = async (more: object = {}) =>
      (await app.give(clerk, START, { branchId, ...TERM, ...more })).timetableRun?.id as string;
    return { ...chain, otherClassId, studentId, start };
  }

  const runOf = async (principal: Principal, id: string, fields = RUN) =>
    (await app.ask(principal, `query ($id: ID!) { timetableRun(id: $id) { ${fields} } }`, { id })).data.timetableRun;
  const ended = (principal: Principal, id: string, ...statuses: string[]) =>
    waitFor(async () => {
      const run = await runOf(principal, id);
      return statuses.includes(run.status) ? run : null;
    });

  /** Past the service, as the database's owner. */
  async function inDatabase<Row>(organizationId: string, sql: string): Promise<Row> {
    const client = new pg.Client({ connectionString: app.urls.owner });
    await client.connect();
    try {
      await client.query(`select set_config('app.organization', $1, false), set_config('app.branches', '*', false)`, [
        organizationId,
      ]);
      return (await client.query(sql)).rows[0] as Row;
    } finally {
      await client.end();
    }
  }

  /** How many lessons the school has, and how many pairs of them clash. */
  const inTheTables = (organizationId: string) =>
    inDatabase<{ lessons: number; bookings: number; clashes: number }>(organizationId, COUNTS);

  return { school, runOf, ended, inDatabase, inTheTables };
}
