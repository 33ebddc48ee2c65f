import { branchOpened, staffJoined } from '@campusgraph/contracts';
import { newId } from '@campusgraph/persistence';
import { principals } from '@campusgraph/testing';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { ENROLL, SCHEDULE, startAcademics } from './harness.ts';
import { APPLY, HOLIDAY, HOURS, NEED, START, TERM, timetableStage, UNDO } from './timetable-stage.ts';

let app: Awaited<ReturnType<typeof startAcademics>>;
let stage: ReturnType<typeof timetableStage>;
beforeAll(async () => {
  app = await startAcademics();
  stage = timetableStage(app);
});
afterAll(() => app.stop());

const TRAVEL = 'mutation ($input: SetTravelTimeInput!) { setTravelTime(input: $input) { branch { id } } }';
const SKILLS = 'mutation ($input: SetTeacherSkillsInput!) { setTeacherSkills(input: $input) { teacher { id } } }';
const mondays = (from: string, to: string) => [{ weekday: 1, startTime: from, endTime: to }];
const need = (lessonsPerWeek: number, more: object = {}) => ({ weeklyNeed: { lessonsPerWeek, ...more } });
type Chain = Awaited<ReturnType<Awaited<ReturnType<typeof startAcademics>>['chain']>>;

describe('a timetable of two branches', () => {
  /** Half an hour apart, open on Mondays, with a class in each of the same teacher and of the same child. */
  async function twoBranches(until: string) {
    const chain = await app.chain();
    const { hq, branchId, otherBranchId, classGroupId, addRoom, openClass } = chain;
    const otherRoomId = await addRoom('B101', otherBranchId);
    const otherClassId = await openClass('东区数学', { branchId: otherBranchId, roomId: otherRoomId });
    for (const id of [branchId, otherBranchId])
      await app.give(hq, HOURS, { branchId: id, openingHours: mondays('17:00', until) });
    await app.give(hq, TRAVEL, { branchId, otherBranchId, minutes: 30 });
    const { studentId } = await chain.convert('小明');
    for (const id of [classGroupId, otherClassId]) {
      await app.give(hq, NEED, { classGroupId: id, ...need(1) });
      await app.give(hq, ENROLL, { studentId, classGroupId: id });
    }
    const start = async () =>
      (await app.give(hq, START, { branchIds: [otherBranchId, branchId], ...TERM })).timetableRun?.id as string;
    return { ...chain, otherRoomId, otherClassId, start };
  }

  test('leaves the teacher and the child the time to travel, and is applied and undone in both', async () => {
    const { hq, organizationId, otherRoomId, start } = await twoBranches('20:30');
    const id = await start();
    const { lessons } = await stage.ended(hq, id, 'FINISHED');
    expect(lessons.map(({ startTime }: { startTime: string }) => startTime).toSorted()).toEqual(['17:00', '19:00']);
    expect(lessons.map(({ room }: { room: { id: string } }) => room.id)).toContain(otherRoomId);
    expect(await app.give(hq, APPLY, { timetableRunId: id })).toMatchObject({ lessonCount: 8, conflicts: [] });
    const { branches } = await stage.inDatabase<{ branches: number }>(
      organizationId,
      'select count(distinct branch_id)::int as branches from scheduled_lesson',
    );
    expect(branches).toBe(2);
    expect(await stage.inTheTables(organizationId)).toEqual({ lessons: 8, bookings: 24, clashes: 0 });
    expect(await app.give(hq, UNDO, { timetableRunId: id, reason: '重排' })).toMatchObject({ lessonCount: 8 });
    expect(await stage.inTheTables(organizationId)).toEqual({ lessons: 0, bookings: 0, clashes: 0 });
  });

  test('has no place for what would leave no time to travel', async () => {
    const { hq, start } = await twoBranches('20:00');
    const id = await start();
    expect(await stage.ended(hq, id, 'INFEASIBLE')).toMatchObject({ unplacedCount: 1 });
  });

  test('is seen, applied and found in the list only by who has both branches', async () => {
    const { hq, organizationId, branchId, otherBranchId, start } = await twoBranches('20:30');
    const id = await start();
    await stage.ended(hq, id, 'FINISHED');
    const idsOf = async (principal: Chain['hq'], filter: object = {}) => {
      const query = 'query ($filter: TimetableRunFilter) { timetableRuns(filter: $filter) { nodes { id } } }';
      const { data } = await app.ask(principal, query, { filter });
      return data.timetableRuns.nodes.map((run: { id: string }) => run.id);
    };
    for (const own of [branchId, otherBranchId]) {
      const clerk = principals.staff({ organizationId, branchIds: [own], role: 'ACADEMIC' });
      expect(await stage.runOf(clerk, id)).toBeNull();
      expect(await idsOf(clerk)).toEqual([]);
      expect((await app.refused(clerk, APPLY, { timetableRunId: id }))?.extensions?.code).toBe(
        'TIMETABLE_RUN_NOT_FOUND',
      );
      const refused = await app.refused(clerk, START, { branchIds: [branchId, otherBranchId], ...TERM });
      expect(refused?.extensions?.code).toBe('BRANCH_NOT_FOUND');
      expect(await idsOf(hq, { branchId: own })).toEqual([id]);
    }
    const both = principals.staff({ organizationId, branchIds: [branchId, otherBranchId], role: 'ACADEMIC' });
    expect(await stage.runOf(both, id, 'branches { id }')).toEqual({
      branches: [branchId, otherBranchId].toSorted().map((one) => ({ id: one })),
    });
    expect(await app.give(both, APPLY, { timetableRunId: id })).toMatchObject({ lessonCount: 8 });
  });

  test('is not made for branches on different clocks, or for none', async () => {
    const { hq, organizationId, branchId } = await app.chain();
    const abroad = newId();
    await app.tell(
      branchOpened,
      { organizationId, branchId: abroad, aggregateId: abroad },
      { branchId: abroad, code: 'DE01', name: 'Berlin', regionId: newId(), timeZone: 'Europe/Berlin' },
    );
    const refused = await app.refused(hq, START, { branchIds: [branchId, abroad], ...TERM });
    expect(refused?.extensions).toMatchObject({ code: 'BRANCHES_OF_DIFFERENT_ZONES' });
    expect(refused?.message).toContain('Europe/Berlin');
    expect((await app.refused(hq, START, TERM))?.extensions?.code).toBe('BRANCHES_MISSING');
    const many = Array.from({ length: 51 }, () => newId());
    expect((await app.refused(hq, START, { branchIds: many, ...TERM }))?.extensions?.code).toBe('TOO_MANY_BRANCHES');
  });
});

test('a child who learns in another branch too is not called away from there, though that branch is not in the run', async () => {
  const chain = await app.chain();
  const { hq, clerk, branchId, otherBranchId, classGroupId, addRoom, addTeacher, openClass } = chain;
  const there = { branchId: otherBranchId, roomId: await addRoom('B101', otherBranchId) };
  const otherClassId = await openClass('东区钢琴', { ...there, teacherId: await addTeacher('周老师') });
  const { studentId } = await chain.convert('小明');
  for (const id of [classGroupId, otherClassId]) await app.give(hq, ENROLL, { studentId, classGroupId: id });
  const weekly = { weekday: 1, startTime: '17:00', from: TERM.from, count: 4 };
  await app.give(hq, SCHEDULE, { classGroupId: otherClassId, weekly });
  await app.give(clerk, HOURS, { branchId, openingHours: mondays('17:00', '20:00') });
  await app.give(clerk, NEED, { classGroupId, ...need(1, { preferredTimes: mondays('17:00', '18:30') }) });
  const id = (await app.give(clerk, START, { branchId, ...TERM })).timetableRun?.id as string;
  expect((await stage.ended(clerk, id, 'FINISHED')).lessons).toMatchObject([{ weekday: 1, startTime: '18:30' }]);
  expect(await app.give(clerk, APPLY, { timetableRunId: id })).toMatchObject({ lessonCount: 4 });
});

describe('a timetable run that may choose teachers', () => {
  async function twoTeachers() {
    const chain = await stage.school();
    const { organizationId, branchId, teacherId, hq } = chain;
    const otherTeacherId = newId();
    await app.tell(
      staffJoined,
      { organizationId, branchId: null, aggregateId: otherTeacherId },
      { staffId: otherTeacherId, name: '王老师', role: 'TEACHER', branchIds: [branchId], email: null },
    );
    await app.give(hq, SKILLS, { teacherId: otherTeacherId, tier: '高级' });
    await app.give(hq, SKILLS, { teacherId, tier: '初级' });
    return { ...chain, otherTeacherId };
  }
  const TEACHERS = 'query ($id: ID!) { classGroup(id: $id) { teacher { id } lessons { substituteTeacher { id } } } }';

  test('gives a class one of the tier that it asks for, who is its teacher from then on, until it is undone', async () => {
    const { clerk, classGroupId, teacherId, otherTeacherId, start } = await twoTeachers();
    await app.give(clerk, NEED, { classGroupId, ...need(2, { teacherTier: '高级' }) });
    const id = await start({ chooseTeachers: true, classGroupIds: [classGroupId] });
    const { lessons } = await stage.ended(clerk, id, 'FINISHED');
    expect(new Set(lessons.map(({ teacher }: { teacher: { id: string } }) => teacher.id))).toEqual(
      new Set([otherTeacherId]),
    );
    await app.give(clerk, APPLY, { timetableRunId: id });
    const after = (await app.ask(clerk, TEACHERS, { id: classGroupId })).data.classGroup;
    expect(after.teacher.id).toBe(otherTeacherId);
    expect(after.lessons).toHaveLength(8);
    expect(after.lessons.every(({ substituteTeacher }: { substituteTeacher: unknown }) => !substituteTeacher)).toBe(
      true,
    );
    await app.give(clerk, UNDO, { timetableRunId: id, reason: '重排' });
    expect((await app.ask(clerk, TEACHERS, { id: classGroupId })).data.classGroup.teacher.id).toBe(teacherId);
  });

  test('shares the lessons out evenly, and gives no class two teachers for it', async () => {
    const { clerk, teacherId, otherTeacherId, start } = await twoTeachers();
    const id = await start({ chooseTeachers: true, weights: { evenLoad: 10 } });
    const { lessons } = await stage.ended(clerk, id, 'FINISHED');
    type Lesson = { teacher: { id: string }; classGroup: { id: string } };
    const byClass = Map.groupBy(lessons as Lesson[], ({ classGroup }) => classGroup.id);
    const teachers = [...byClass.values()].map((own) => [...new Set(own.map(({ teacher }) => teacher.id))]);
    expect(teachers.flat().toSorted()).toEqual([teacherId, otherTeacherId].toSorted());
  });

  test('leaves each class its own where it was not asked to', async () => {
    const { clerk, classGroupId, teacherId, start } = await twoTeachers();
    await app.give(clerk, NEED, { classGroupId, ...need(2, { teacherTier: '高级' }) });
    const { lessons } = await stage.ended(clerk, await start(), 'FINISHED');
    expect(lessons.every(({ teacher }: { teacher: { id: string } }) => teacher.id === teacherId)).toBe(true);
  });
});

describe('lessons that a holiday takes from a timetable run', () => {
  const LOSSES = `lostLessonCount madeUpLessonCount lossesByClass { classGroup { id } lostCount madeUpCount }
    lostLessons { classGroup { id } startsAt reason madeUp { startsAt endsAt room { id } teacher { id } } }`;

  async function mondaySchool() {
    const chain = await stage.school();
    const { clerk, branchId, classGroupId, otherClassId } = chain;
    const preferredTimes = mondays('17:00', '20:00');
    for (const id of [classGroupId, otherClassId])
      await app.give(clerk, NEED, { classGroupId: id, ...need(1, { preferredTimes }) });
    await app.give(clerk, HOLIDAY, { branchId, name: '春假', firstDay: '2026-03-16', lastDay: '2026-03-16' });
    return chain;
  }

  test('are told by class before it is applied', async () => {
    const { clerk, classGroupId, start } = await mondaySchool();
    const id = await start();
    await stage.ended(clerk, id, 'FINISHED');
    const run = await stage.runOf(clerk, id, LOSSES);
    expect(run).toMatchObject({ lostLessonCount: 2, madeUpLessonCount: 0 });
    const ofClass = { classGroup: { id: classGroupId } };
    expect(run.lossesByClass).toContainEqual({ ...ofClass, lostCount: 1, madeUpCount: 0 });
    const startsAt = expect.stringContaining('2026-03-16');
    expect(run.lostLessons).toContainEqual({ ...ofClass, startsAt, reason: 'CLOSING_DAY', madeUp: null });
    expect(await app.give(clerk, APPLY, { timetableRunId: id })).toMatchObject({ lessonCount: 6 });
  });

  test('are made up at another time where that is asked for, and scheduled with the rest', async () => {
    const { clerk, organizationId, roomId, teacherId, start } = await mondaySchool();
    const id = await start({ makeUpLost: true });
    await stage.ended(clerk, id, 'FINISHED');
    const run = await stage.runOf(clerk, id, LOSSES);
    expect(run).toMatchObject({ lostLessonCount: 2, madeUpLessonCount: 2 });
    expect(run.lossesByClass).toMatchObject([1, 2].map(() => ({ lostCount: 1, madeUpCount: 1 })));
    for (const { madeUp } of run.lostLessons)
      expect(madeUp).toMatchObject({
        startsAt: expect.stringContaining('2026-03-18'),
        ...{ room: { id: roomId }, teacher: { id: teacherId } },
      });
    expect(await app.give(clerk, APPLY, { timetableRunId: id })).toMatchObject({ lessonCount: 8, conflicts: [] });
    expect(await stage.inTheTables(organizationId)).toEqual({ lessons: 8, bookings: 24, clashes: 0 });
  });
});

test('a run that was undone has told of each of its lessons by which run it went, and how many of each class', async () => {
  const { clerk, organizationId, start } = await stage.school();
  const id = await start();
  await stage.ended(clerk, id, 'FINISHED');
  await app.give(clerk, APPLY, { timetableRunId: id });
  await app.give(clerk, UNDO, { timetableRunId: id, reason: '重排' });
  const told = await stage.inDatabase<{ cancelled: number; ended: { classes: object[] }; applied: object }>(
    organizationId,
    `select (select count(*)::int from events.log where type = 'academics.lesson.cancelled.v1'
        and envelope->'data'->>'timetableRunId' = '${id}') as cancelled,
      (select envelope->'data' from events.log where type = 'academics.timetable-run.applied.v1'
        and aggregate_id = '${id}') as applied,
      (select envelope->'data' from events.log where type = 'academics.timetable-run.undone.v1'
        and aggregate_id = '${id}') as ended`,
  );
  expect(told.cancelled).toBe(16);
  expect(told.applied).toMatchObject({ lessonCount: 16, from: TERM.from, to: TERM.to });
  expect(told.ended).toMatchObject({ lessonCount: 16, reason: '重排' });
  expect(told.ended.classes).toEqual([1, 2].map(() => ({ classGroupId: expect.any(String), lessonCount: 8 })));
});
