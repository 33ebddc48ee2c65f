import type { Principal } from '@campusgraph/auth';
import { principals, waitFor } from '@campusgraph/testing';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import pg from 'pg';
import { ENROLL, SCHEDULE, startAcademics } from './harness.ts';

let app: Awaited<ReturnType<typeof startAcademics>>;
beforeAll(async () => {
  app = await startAcademics();
});
afterAll(() => app.stop());

const RUN =
  'id status unplacedCount lessonCount lessons { weekday startTime room { id } } findings { code message proven }';
const START = `mutation ($input: StartTimetableRunInput!) { startTimetableRun(input: $input) { timetableRun { ${RUN} } } }`;
const APPLY = `mutation ($input: ApplyTimetableRunInput!) { applyTimetableRun(input: $input) {
  timetableRun { id status } lessonCount conflicts { code message startsAt classGroup { id } } } }`;
const UNDO = `mutation ($input: UndoTimetableRunInput!) { undoTimetableRun(input: $input) {
  timetableRun { id status } lessonCount keptLessons { id } } }`;
const CANCEL =
  'mutation ($input: CancelTimetableRunInput!) { cancelTimetableRun(input: $input) { timetableRun { id status } } }';
const NEED = 'mutation ($input: SetWeeklyNeedInput!) { setWeeklyNeed(input: $input) { classGroup { id } } }';
const HOURS = 'mutation ($input: SetOpeningHoursInput!) { setOpeningHours(input: $input) { branch { id } } }';
const HOLIDAY = 'mutation ($input: AddHolidayInput!) { addHoliday(input: $input) { holiday { id } } }';
const MOVE = 'mutation ($input: RescheduleLessonInput!) { rescheduleLesson(input: $input) { scheduledLesson { id } } }';
// Four weeks from a Monday.
const TERM = { from: '2026-03-09', to: '2026-04-05', secondsBudget: 1 };

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

const runOf = async (principal: Principal, id: string) =>
  (await app.ask(principal, `query ($id: ID!) { timetableRun(id: $id) { ${RUN} } }`, { id })).data.timetableRun;
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

const LESSONS = `(select * from scheduled_lesson where status = 'SCHEDULED')`;
/** How many lessons the school has, and how many pairs of them clash. */
const inTheTables = (organizationId: string) =>
  inDatabase<{ lessons: number; bookings: number; clashes: number }>(
    organizationId,
    `select (select count(*)::int from ${LESSONS} as l) as lessons,
      (select count(*)::int from resource_booking) as bookings,
      (select count(*)::int from ${LESSONS} as a join ${LESSONS} as b on a.id < b.id
        and a.starts_at < b.ends_at and b.starts_at < a.ends_at
        and (a.room_id = b.room_id or a.teacher_id = b.teacher_id or a.class_group_id = b.class_group_id)) as clashes`,
  );

describe('a timetable run', () => {
  test('is applied for the whole term but holidays, clashes nowhere, and is undone but for what was moved', async () => {
    const { clerk, branchId, organizationId, start } = await school();
    await app.give(clerk, HOLIDAY, { branchId, name: '春假', firstDay: '2026-03-16', lastDay: '2026-03-16' });
    const id = await start();
    const found = await ended(clerk, id, 'FINISHED');
    expect(found).toMatchObject({ unplacedCount: 0, lessonCount: 4, findings: [] });
    expect(found.lessons).toHaveLength(4);
    expect(await inTheTables(organizationId)).toMatchObject({ lessons: 0 });
    const applied = await app.give(clerk, APPLY, { timetableRunId: id });
    // Of 16, two would be on the holiday.
    expect(applied).toMatchObject({ timetableRun: { status: 'APPLIED' }, lessonCount: 14, conflicts: [] });
    expect(await inTheTables(organizationId)).toEqual({ lessons: 14, bookings: 14 * 3, clashes: 0 });
    const twice = await app.refused(clerk, APPLY, { timetableRunId: id });
    expect(twice?.extensions).toMatchObject({ code: 'TIMETABLE_RUN_STATUS', status: 'APPLIED' });
    const again = await app.refused(clerk, START, { branchId, ...TERM });
    expect(again?.extensions?.code).toBe('NOTHING_TO_PLACE');

    const list = await app.ask(clerk, '{ scheduledLessons(first: 1) { nodes { id } } }');
    const moved = list.data.scheduledLessons.nodes[0].id;
    await app.give(clerk, MOVE, {
      scheduledLessonId: moved,
      startsAt: '2026-03-27T10:00:00Z',
      reason: '调课',
      waive: ['OUTSIDE_OPENING_HOURS'],
    });
    const undone = await app.give(clerk, UNDO, { timetableRunId: id, reason: '重排' });
    expect(undone).toMatchObject({ timetableRun: { status: 'UNDONE' }, lessonCount: 13, keptLessons: [{ id: moved }] });
    expect(await inTheTables(organizationId)).toEqual({ lessons: 1, bookings: 3, clashes: 0 });
  });

  test('under which a lesson was booked is applied whole or not at all, unless the rest is asked for', async () => {
    const { clerk, organizationId, openClass, start } = await school();
    const id = await start();
    await ended(clerk, id, 'FINISHED');
    const classGroupId = await openClass('加课');
    // The whole evening of a Monday.
    const lessons = [{ startsAt: '2026-03-23T09:00:00Z', endsAt: '2026-03-23T12:00:00Z' }];
    await app.give(clerk, SCHEDULE, { classGroupId, lessons });
    const refused = await app.refused(clerk, APPLY, { timetableRunId: id });
    expect(refused?.extensions).toMatchObject({ code: 'TIMETABLE_CHANGED_UNDER_RUN', count: 2 });
    expect(refused?.extensions?.conflicts).toEqual([
      { classGroupId: expect.any(String), startsAt: expect.stringContaining('2026-03-23'), code: 'ROOM_CLASH' },
      { classGroupId: expect.any(String), startsAt: expect.stringContaining('2026-03-23'), code: 'ROOM_CLASH' },
    ]);
    expect(refused?.message).toContain('加课');
    expect(await inTheTables(organizationId)).toMatchObject({ lessons: 1 });
    const rest = await app.give(clerk, APPLY, { timetableRunId: id, onConflict: 'SKIP' });
    expect(rest).toMatchObject({ lessonCount: 14, conflicts: [{ code: 'ROOM_CLASH' }, { code: 'ROOM_CLASH' }] });
    expect(await inTheTables(organizationId)).toMatchObject({ lessons: 15, clashes: 0 });
  });

  test('of which one booking fails leaves nothing behind', async () => {
    const { clerk, organizationId, start } = await school();
    const id = await start();
    await ended(clerk, id, 'FINISHED');
    await inDatabase(
      organizationId,
      `alter table resource_booking add constraint fault check (upper(during) < '2026-03-30') not valid`,
    );
    const failed = await app.refused(clerk, APPLY, { timetableRunId: id });
    await inDatabase(organizationId, 'alter table resource_booking drop constraint fault');
    expect(failed?.extensions?.code).toBe('INTERNAL_SERVER_ERROR');
    expect(await inTheTables(organizationId)).toEqual({ lessons: 0, bookings: 0, clashes: 0 });
    expect(await app.give(clerk, APPLY, { timetableRunId: id })).toMatchObject({ lessonCount: 16 });
  });

  test('that finds no place for a lesson says why, and is not applied', async () => {
    const { clerk, start } = await school('18:30');
    const id = await start();
    const run = await ended(clerk, id, 'INFEASIBLE');
    expect(run.unplacedCount).toBe(2);
    expect(run.findings.length).toBeGreaterThan(0);
    expect(run.findings[0].proven).toBe(true);
    const refused = await app.refused(clerk, APPLY, { timetableRunId: id });
    expect(refused?.extensions?.code).toBe('TIMETABLE_RUN_STATUS');
  });

  test('is cancelled while it searches, and the next one is begun', async () => {
    const { clerk, start } = await school();
    const long = await start({ secondsBudget: 600 });
    await ended(clerk, long, 'RUNNING');
    const next = await start({ seed: 7 });
    expect(await app.give(clerk, CANCEL, { timetableRunId: long })).toMatchObject({
      timetableRun: { status: 'CANCELLED' },
    });
    expect(await ended(clerk, next, 'FINISHED')).toMatchObject({ unplacedCount: 0 });
    expect(await runOf(clerk, long)).toMatchObject({ status: 'CANCELLED', lessons: null });
  });

  test('whose process died is begun again by the next one, and who had it before gives it up', async () => {
    const { clerk, organizationId, start } = await school();
    const id = await start({ secondsBudget: 600 });
    await ended(clerk, id, 'RUNNING');
    // As if another process had taken it, and died.
    await inDatabase(
      organizationId,
      `update timetable_run set attempts = attempts + 1, seconds_budget = 1, lease_until = created_at where id = '${id}'`,
    );
    expect(await ended(clerk, id, 'FINISHED')).toMatchObject({ unplacedCount: 0 });
    const { attempts } = await inDatabase<{ attempts: number }>(
      organizationId,
      `select attempts from timetable_run where id = '${id}'`,
    );
    expect(attempts).toBe(3);
  });

  test('is nobody else’s: not another branch’s, another organization’s or a front desk’s', async () => {
    const { start, organizationId, otherBranchId } = await school();
    const id = await start();
    const stranger = principals.staff({ organizationId, branchIds: [otherBranchId], role: 'ACADEMIC' });
    expect(await runOf(stranger, id)).toBeNull();
    expect((await app.refused(stranger, APPLY, { timetableRunId: id }))?.extensions?.code).toBe(
      'TIMETABLE_RUN_NOT_FOUND',
    );
    expect(await runOf((await app.chain()).clerk, id)).toBeNull();
  });
});
