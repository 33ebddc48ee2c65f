import { principals } from '@campusgraph/testing';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { SCHEDULE, startAcademics } from './harness.ts';
import { APPLY, CANCEL, HOLIDAY, MOVE, START, TERM, timetableStage, UNDO } from './timetable-stage.ts';

let app: Awaited<ReturnType<typeof startAcademics>>;
let stage: ReturnType<typeof timetableStage>;
beforeAll(async () => {
  app = await startAcademics();
  stage = timetableStage(app);
});
afterAll(() => app.stop());

describe('a timetable run', () => {
  test('is applied for the whole term but holidays, clashes nowhere, and is undone but for what was moved', async () => {
    const { clerk, branchId, organizationId, start } = await stage.school();
    await app.give(clerk, HOLIDAY, { branchId, name: '春假', firstDay: '2026-03-16', lastDay: '2026-03-16' });
    const id = await start();
    const found = await stage.ended(clerk, id, 'FINISHED');
    expect(found).toMatchObject({ unplacedCount: 0, lessonCount: 4, findings: [] });
    expect(found.lessons).toHaveLength(4);
    expect(await stage.inTheTables(organizationId)).toMatchObject({ lessons: 0 });
    const applied = await app.give(clerk, APPLY, { timetableRunId: id });
    // Of 16, two would be on the holiday.
    expect(applied).toMatchObject({ timetableRun: { status: 'APPLIED' }, lessonCount: 14, conflicts: [] });
    expect(await stage.inTheTables(organizationId)).toEqual({ lessons: 14, bookings: 14 * 3, clashes: 0 });
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
    expect(await stage.inTheTables(organizationId)).toEqual({ lessons: 1, bookings: 3, clashes: 0 });
  });

  test('under which a lesson was booked is applied whole or not at all, unless the rest is asked for', async () => {
    const { clerk, organizationId, openClass, start } = await stage.school();
    const id = await start();
    await stage.ended(clerk, id, 'FINISHED');
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
    expect(await stage.inTheTables(organizationId)).toMatchObject({ lessons: 1 });
    const rest = await app.give(clerk, APPLY, { timetableRunId: id, onConflict: 'SKIP' });
    expect(rest).toMatchObject({ lessonCount: 14, conflicts: [{ code: 'ROOM_CLASH' }, { code: 'ROOM_CLASH' }] });
    expect(await stage.inTheTables(organizationId)).toMatchObject({ lessons: 15, clashes: 0 });
  });

  test('of which one booking fails leaves nothing behind', async () => {
    const { clerk, organizationId, start } = await stage.school();
    const id = await start();
    await stage.ended(clerk, id, 'FINISHED');
    await stage.inDatabase(
      organizationId,
      `alter table resource_booking add constraint fault check (upper(during) < '2026-03-30') not valid`,
    );
    const failed = await app.refused(clerk, APPLY, { timetableRunId: id });
    await stage.inDatabase(organizationId, 'alter table resource_booking drop constraint fault');
    expect(failed?.extensions?.code).toBe('INTERNAL_SERVER_ERROR');
    expect(await stage.inTheTables(organizationId)).toEqual({ lessons: 0, bookings: 0, clashes: 0 });
    expect(await app.give(clerk, APPLY, { timetableRunId: id })).toMatchObject({ lessonCount: 16 });
  });

  test('that finds no place for a lesson says why, and is not applied', async () => {
    const { clerk, start } = await stage.school('18:30');
    const id = await start();
    const run = await stage.ended(clerk, id, 'INFEASIBLE');
    expect(run.unplacedCount).toBe(2);
    expect(run.findings.length).toBeGreaterThan(0);
    expect(run.findings[0].proven).toBe(true);
    const refused = await app.refused(clerk, APPLY, { timetableRunId: id });
    expect(refused?.extensions?.code).toBe('TIMETABLE_RUN_STATUS');
  });

  test('is cancelled while it searches, and the next one is begun', async () => {
    const { clerk, start } = await stage.school();
    const long = await start({ secondsBudget: 600 });
    await stage.ended(clerk, long, 'RUNNING');
    const next = await start({ seed: 7 });
    expect(await app.give(clerk, CANCEL, { timetableRunId: long })).toMatchObject({
      timetableRun: { status: 'CANCELLED' },
    });
    expect(await stage.ended(clerk, next, 'FINISHED')).toMatchObject({ unplacedCount: 0 });
    expect(await stage.runOf(clerk, long)).toMatchObject({ status: 'CANCELLED', lessons: null });
  });

  test('whose process died is begun again by the next one, and who had it before gives it up', async () => {
    const { clerk, organizationId, start } = await stage.school();
    const id = await start({ secondsBudget: 600 });
    await stage.ended(clerk, id, 'RUNNING');
    // As if another process had taken it, and died.
    await stage.inDatabase(
      organizationId,
      `update timetable_run set attempts = attempts + 1, seconds_budget = 1, lease_until = created_at where id = '${id}'`,
    );
    expect(await stage.ended(clerk, id, 'FINISHED')).toMatchObject({ unplacedCount: 0 });
    const { attempts } = await stage.inDatabase<{ attempts: number }>(
      organizationId,
      `select attempts from timetable_run where id = '${id}'`,
    );
    expect(attempts).toBe(3);
  });

  test('is nobody else’s: not another branch’s, another organization’s or a front desk’s', async () => {
    const { start, organizationId, otherBranchId } = await stage.school();
    const id = await start();
    const stranger = principals.staff({ organizationId, branchIds: [otherBranchId], role: 'ACADEMIC' });
    expect(await stage.runOf(stranger, id)).toBeNull();
    expect((await app.refused(stranger, APPLY, { timetableRunId: id }))?.extensions?.code).toBe(
      'TIMETABLE_RUN_NOT_FOUND',
    );
    expect(await stage.runOf((await app.chain()).clerk, id)).toBeNull();
  });
});

test('an activity is kept clear of: its room and its host give no lesson then, and a child at it is named when the run is applied', async () => {
  const { clerk, branchId, roomId, teacherId, classGroupId, studentId, start } = await stage.school();
  const activity = (day: string, more: object) => ({
    ...{ branchId, kind: 'SEMINAR', title: `讲座 ${day}`, description: '讲座', seats: 2, audience: 'BOTH', ...more },
    ...{ startsAt: `${day}T09:00:00Z`, endsAt: `${day}T12:00:00Z` },
  });
  const add = 'mutation ($input: AddActivityInput!) { addActivity(input: $input) { activity { id } } }';
  await app.give(clerk, add, activity('2026-03-09', { roomId }));
  await app.give(clerk, add, activity('2026-03-11', { hostTeacherId: teacherId }));
  const run = await start();
  await stage.ended(clerk, run, 'FINISHED');
  // Both classes have lessons in that room by that teacher on Mondays and Wednesdays: four weeks without those two days.
  const talk = (await app.give(clerk, add, activity('2026-03-16', {}))).activity?.id;
  const take = 'mutation ($input: TakeSeatInput!) { takeSeat(input: $input) { activitySeat { id } } }';
  await app.give(clerk, take, { activityId: talk, studentId });
  const applied = (await app.give(clerk, APPLY, { timetableRunId: run, onConflict: 'SKIP' })) as unknown as {
    lessonCount: number;
    conflicts: { code: string; message: string; classGroup: { id: string } }[];
  };
  expect(applied.conflicts.map(({ code }) => code)).toEqual(['STUDENT_CLASH', 'STUDENT_CLASH']);
  expect(applied.conflicts[0]?.message).toContain('Student 小明 has a seat at activity 讲座 2026-03-16');
  expect(applied.conflicts.map((one) => one.classGroup.id)).toContain(classGroupId);
  expect(applied.lessonCount).toBe(16 - 4 - 2);
});
