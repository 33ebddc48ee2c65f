import { principals } from '@campusgraph/testing';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startAcademics } from './harness.ts';
import {
  ABSENCE,
  APPLY,
  at,
  type Change,
  CLOSE_ROOM,
  factsOf,
  faults,
  HALF_PAST_SEVEN,
  HOLIDAY,
  inDatabase,
  NO_HOLIDAY,
  PIN,
  PLANS,
  RESCHEDULE,
  repairSchool,
  SOUND,
  timetable,
  UNDO,
  WITHDRAW,
} from './repair-school.ts';

let app: Awaited<ReturnType<typeof startAcademics>>;
beforeAll(async () => {
  app = await startAcademics();
  app.clock.set(HALF_PAST_SEVEN);
});
afterAll(() => app.stop());

type School = Awaited<ReturnType<typeof repairSchool>>;
const today = { from: at('00:00'), to: at('00:00', 10) };

/** 林老师 has three lessons today; 陈老师 teaches at the time of the second of them. */
async function illToday() {
  const school = await repairSchool(app);
  const { classGroupId, otherRoomId, otherTeacherId, teacherId, openClass, schedule, enroll, clerk } = school;
  const second = await openClass('四年级数学');
  const others = await openClass('五年级数学', { teacherId: otherTeacherId, roomId: otherRoomId });
  const family = await enroll('小明', classGroupId, second);
  const lessons = [
    await schedule(classGroupId, at('10:00')),
    await schedule(second, at('14:00')),
    await schedule(classGroupId, at('18:00')),
  ];
  const theirs = await schedule(others, at('14:00'));
  const absence = await app.give(clerk, ABSENCE, { teacherId, ...today, reason: '发烧' });
  const teacherAbsenceId = absence.teacherAbsence?.id as string;
  return { ...school, second, others, lessons, theirs, family, teacherAbsenceId };
}

const apply = (school: School, changes: readonly Change[], reason = '老师生病') =>
  app.give(school.clerk, APPLY, { reason, changes });
const refusal = async (school: School, changes: readonly Change[]) =>
  (await app.refused(school.clerk, APPLY, { reason: '老师生病', changes }))?.extensions;
const codeOf = async (school: School, disruption: object, more: object = {}) =>
  (await app.ask(school.clerk, PLANS, { disruption, ...more })).errors?.[0]?.extensions.code;
const oddLessons = (school: School) =>
  inDatabase<{ id: string }>(
    app,
    school.organizationId,
    `select id from scheduled_lesson where status = 'SCHEDULED' and teacher_id = '${school.teacherId}'
     and starts_at >= '${today.from}' and starts_at < '${today.to}'`,
  );
const placesOf = (lessons: Awaited<ReturnType<typeof timetable>>) =>
  lessons
    .filter(({ status }) => status === 'SCHEDULED')
    // One that was cancelled comes back as another.
    .map(({ id: _, version: __, ...place }) => JSON.stringify(place))
    .toSorted();
/** A change as a clerk writes it. */
const moveTo = (school: School, id: string, clock: string, more: object = {}): Change => ({
  ...{ kind: 'RESCHEDULE', scheduledLessonId: id, version: 1, classGroupId: school.classGroupId },
  after: {
    ...{ startsAt: at(clock), endsAt: new Date(Date.parse(at(clock)) + 5_400_000).toISOString() },
    ...{ roomId: school.roomId, teacherId: school.teacherId, ...more },
  },
});

describe('when a teacher falls ill at half past seven', () => {
  test('the day’s plan is carried out in one go: the ill one teaches nothing, nobody is in two places, families are told', async () => {
    const school = await illToday();
    const plans = await school.plans({ teacherAbsenceId: school.teacherAbsenceId });
    expect(plans.length).toBeGreaterThan(1);
    const points = plans.map(({ cost }: { cost: { points: number } }) => cost.points);
    expect(points).toEqual(points.toSorted((a: number, b: number) => a - b));
    const [best] = plans;
    expect(best.changes).toHaveLength(3);
    expect(best.cost).toMatchObject({ studentsTold: 1, guardiansTold: 1, cancelled: 0 });
    expect(best.told[0].message).toContain('三年级数学');
    const { appliedRepair } = await apply(school, best.changes);
    expect(appliedRepair).toMatchObject({ status: 'APPLIED', reason: '老师生病' });
    expect(await oddLessons(school)).toEqual([]);
    expect(await faults(app, school.organizationId)).toEqual(SOUND);
    const told = await factsOf(app, school.organizationId, 'rescheduled');
    expect(told.map(({ scheduledLessonId }) => scheduledLessonId).toSorted()).toEqual(
      best.changes.map((one: Change) => one.scheduledLessonId).toSorted(),
    );
    expect(new Set(told.map(({ reason }) => reason))).toEqual(new Set(['老师生病']));
    for (const { after, scheduledLessonId } of best.changes as Change[])
      expect(told.find((one) => one.scheduledLessonId === scheduledLessonId)).toMatchObject({
        ...{ startsAt: after?.startsAt, roomId: after?.roomId, teacherId: after?.teacherId },
      });
  });

  test('each of the plans can be carried out, and undone once the teacher is back', async () => {
    const school = await illToday();
    const { clerk, teacherAbsenceId, organizationId } = school;
    const strategies: string[] = (await school.plans({ teacherAbsenceId })).map(
      ({ strategy }: { strategy: string }) => strategy,
    );
    const original = placesOf(await timetable(app, organizationId));
    let absenceId = teacherAbsenceId;
    for (const strategy of strategies) {
      // Versions have moved on since the last one.
      const plans = await school.plans({ teacherAbsenceId: absenceId });
      const { changes } = plans.find((one: { strategy: string }) => one.strategy === strategy);
      const { appliedRepair } = await apply(school, changes);
      expect(await faults(app, organizationId)).toEqual(SOUND);
      expect(await oddLessons(school)).toEqual([]);
      await app.give(clerk, WITHDRAW, { teacherAbsenceId: absenceId });
      const undone = await app.give(clerk, UNDO, { appliedRepairId: appliedRepair?.id, reason: '又好了' });
      expect(undone).toMatchObject({ undoneCount: changes.length, kept: [] });
      expect(placesOf(await timetable(app, organizationId))).toEqual(original);
      const again = await app.give(clerk, ABSENCE, { teacherId: school.teacherId, ...today, reason: '复发' });
      absenceId = again.teacherAbsence?.id as string;
    }
    expect(strategies.length).toBeGreaterThan(1);
  });

  test('nobody gives lessons back to who is still ill', async () => {
    const school = await illToday();
    const [best] = await school.plans({ teacherAbsenceId: school.teacherAbsenceId });
    const { appliedRepair } = await apply(school, best.changes);
    const undone = await app.give(school.clerk, UNDO, { appliedRepairId: appliedRepair?.id, reason: '误操作' });
    expect(undone.undoneCount).toBe(0);
    const codes = (undone.kept as unknown as { code: string }[]).map(({ code }) => code);
    expect(new Set(codes)).toEqual(new Set(['TEACHER_ABSENT']));
    expect(await faults(app, school.organizationId)).toEqual(SOUND);
  });

  test('a plan that another clerk’s change has outdated is refused as a whole, and names the lesson', async () => {
    const school = await illToday();
    const [best] = await school.plans({ teacherAbsenceId: school.teacherAbsenceId });
    const [moved] = school.lessons;
    const later = { scheduledLessonId: moved, startsAt: at('10:00', 12), reason: '家长要求' };
    await app.give(school.clerk, RESCHEDULE, later);
    const before = await timetable(app, school.organizationId);
    const refused = await refusal(school, best.changes);
    expect(refused).toMatchObject({ code: 'REPAIR_PLAN_OUTDATED', count: 1 });
    expect(refused?.conflicts).toEqual([
      { scheduledLessonId: moved, classGroupId: school.classGroupId, code: 'LESSON_CHANGED' },
    ]);
    expect(await timetable(app, school.organizationId)).toEqual(before);
    expect(await faults(app, school.organizationId)).toEqual(SOUND);
  });

  test('a plan whose room somebody has taken meanwhile is refused as a whole, and names the clash', async () => {
    const school = await illToday();
    const plans = await school.plans({ teacherAbsenceId: school.teacherAbsenceId });
    const plan = plans.find(({ strategy }: { strategy: string }) => strategy === 'OTHER_TIMES');
    const [{ after }] = plan.changes as [Change];
    const rival = await school.openClass('快手班', { teacherId: await school.joins('快老师') });
    await school.schedule(rival, after?.startsAt as string, { roomId: after?.roomId });
    const before = await timetable(app, school.organizationId);
    const refused = await refusal(school, plan.changes);
    expect(refused).toMatchObject({ code: 'REPAIR_PLAN_OUTDATED' });
    expect(refused?.conflicts).toContainEqual(expect.objectContaining({ code: 'ROOM_CLASH' }));
    expect(await timetable(app, school.organizationId)).toEqual(before);
  });

  test('a plan of which one booking fails leaves nothing behind', async () => {
    const school = await illToday();
    const [best] = await school.plans({ teacherAbsenceId: school.teacherAbsenceId });
    const before = await timetable(app, school.organizationId);
    const last = best.changes.at(-1).scheduledLessonId;
    const fault = `alter table resource_booking add constraint fault check (scheduled_lesson_id <> '${last}') not valid`;
    await inDatabase(app, school.organizationId, fault);
    const failed = await refusal(school, best.changes);
    await inDatabase(app, school.organizationId, 'alter table resource_booking drop constraint fault');
    expect(failed?.code).toBe('INTERNAL_SERVER_ERROR');
    expect(await timetable(app, school.organizationId)).toEqual(before);
    expect(await factsOf(app, school.organizationId, 'rescheduled')).toEqual([]);
    await apply(school, best.changes);
    expect(await faults(app, school.organizationId)).toEqual(SOUND);
  });
});

describe('a plan', () => {
  test('may let two classes change rooms, and two lessons of a class change hours', async () => {
    const school = await repairSchool(app);
    const { classGroupId, otherRoomId, otherTeacherId, openClass, schedule, enroll, roomId } = school;
    const other = await openClass('四年级数学', { roomId: otherRoomId, teacherId: otherTeacherId });
    await enroll('小明', classGroupId);
    const [early, late] = [await schedule(classGroupId, at('10:00')), await schedule(classGroupId, at('14:00'))];
    const theirs = await schedule(other, at('10:00'));
    await apply(school, [
      moveTo(school, early, '14:00'),
      moveTo(school, late, '10:00', { roomId: otherRoomId }),
      { ...moveTo(school, theirs, '10:00', { roomId, teacherId: otherTeacherId }), classGroupId: other },
    ]);
    const lessons = await inDatabase<{ id: string; starts_at: Date; room_id: string }>(
      app,
      school.organizationId,
      'select id, starts_at, room_id from scheduled_lesson',
    );
    const placeOf = (id: string) => lessons.find((one) => one.id === id);
    expect(placeOf(early)?.starts_at.toISOString()).toBe(at('14:00'));
    expect(placeOf(late)).toMatchObject({ room_id: otherRoomId });
    expect(placeOf(theirs)).toMatchObject({ room_id: roomId });
    expect(await faults(app, school.organizationId)).toEqual(SOUND);
  });

  test('that puts two lessons into one room itself, or names a lesson twice, or says too little, is refused', async () => {
    const school = await repairSchool(app);
    const { classGroupId, openClass, otherTeacherId, schedule, joins, addRoom, otherBranchId, hq } = school;
    const other = await openClass('四年级数学', { teacherId: otherTeacherId });
    const one = await schedule(classGroupId, at('10:00'));
    const two = await schedule(other, at('14:00'));
    const clash = { ...moveTo(school, two, '18:30', { teacherId: otherTeacherId }), classGroupId: other };
    const both = await refusal(school, [moveTo(school, one, '18:00'), clash]);
    expect(both?.conflicts).toEqual([expect.objectContaining({ scheduledLessonId: two, code: 'CHANGES_CLASH' })]);
    const twice = await refusal(school, [moveTo(school, one, '18:00'), moveTo(school, one, '19:00')]);
    expect(twice).toMatchObject({ code: 'INVALID_REPAIR_CHANGE', argument: 'changes[1].scheduledLessonId' });
    const nowhere = await refusal(school, [{ ...moveTo(school, one, '18:00'), after: null }]);
    expect(nowhere).toMatchObject({ code: 'INVALID_REPAIR_CHANGE', argument: 'changes[0].after' });
    expect((await refusal(school, []))?.code).toBe('TOO_MANY_CHANGES');
    const begun = await schedule(other, at('07:00'));
    const late = { ...moveTo(school, begun, '19:00', { teacherId: otherTeacherId }), classGroupId: other };
    expect((await refusal(school, [late]))?.conflicts).toEqual([
      expect.objectContaining({ scheduledLessonId: begun, code: 'LESSON_HAS_BEGUN' }),
    ]);
    const roomId = await addRoom('B201', otherBranchId);
    const teacherId = await joins('外校区老师', [otherBranchId]);
    const elsewhere = await openClass('外校区班', { branchId: otherBranchId, roomId, teacherId });
    const theirs = await schedule(elsewhere, at('10:00'), {}, hq);
    const foreign = { ...moveTo(school, theirs, '18:00', { roomId, teacherId }), classGroupId: elsewhere };
    expect((await refusal(school, [foreign]))?.code).toBe('SCHEDULED_LESSON_NOT_FOUND');
    const mixed = { reason: '混合', changes: [moveTo(school, one, '18:00'), foreign] };
    expect((await app.refused(hq, APPLY, mixed))?.extensions?.conflicts).toEqual([
      expect.objectContaining({ code: 'CHANGE_OF_ANOTHER_BRANCH' }),
    ]);
  });

  test('keeps what was set aside for the hour at which a lesson stays, and nothing else', async () => {
    const school = await repairSchool(app);
    const { clerk, branchId, classGroupId, schedule, otherRoomId } = school;
    await app.give(clerk, HOLIDAY, { branchId, name: '校庆', firstDay: '2026-03-09', lastDay: '2026-03-09' });
    const lesson = await schedule(classGroupId, at('10:00', 12));
    await app.give(clerk, RESCHEDULE, {
      ...{ scheduledLessonId: lesson, startsAt: at('10:00'), reason: '补课', waive: ['ON_HOLIDAY'] },
    });
    const stays = { ...moveTo(school, lesson, '10:00', { roomId: otherRoomId }), version: 2 };
    const moves = { ...moveTo(school, lesson, '14:00'), version: 2 };
    expect((await refusal(school, [moves]))?.conflicts).toEqual([expect.objectContaining({ code: 'ON_HOLIDAY' })]);
    await apply(school, [stays]);
  });
});

describe('undoing a plan', () => {
  test('puts back what nobody has changed and what is still possible, and says what stays and why', async () => {
    const school = await repairSchool(app);
    const { clerk, classGroupId, openClass, otherTeacherId, otherRoomId, schedule } = school;
    const other = await openClass('四年级数学', { teacherId: otherTeacherId, roomId: otherRoomId });
    const [back, changed, taken, gone] = [
      ...[await schedule(classGroupId, at('10:00')), await schedule(classGroupId, at('12:00'))],
      ...[await schedule(classGroupId, at('14:00')), await schedule(classGroupId, at('16:00'))],
    ] as [string, string, string, string];
    const added: Change = { ...moveTo(school, '', '21:00'), kind: 'SCHEDULE', scheduledLessonId: null, version: null };
    const cancelled: Change = { ...moveTo(school, gone, '16:00'), kind: 'CANCEL', after: null };
    const { appliedRepair } = await apply(school, [
      ...[moveTo(school, back, '18:00'), moveTo(school, changed, '08:00'), moveTo(school, taken, '19:30')],
      ...[cancelled, added],
    ]);
    expect(appliedRepair?.changes).toHaveLength(5);
    await app.give(clerk, PIN, { scheduledLessonId: changed, isPinned: true });
    await schedule(other, at('14:00'), { roomId: school.roomId });
    const undone = await app.give(clerk, UNDO, { appliedRepairId: appliedRepair?.id, reason: '恢复原课表' });
    expect(undone).toMatchObject({ undoneCount: 3, appliedRepair: { status: 'UNDONE' } });
    expect(undone.kept).toEqual([
      expect.objectContaining({ code: 'LESSON_CHANGED', scheduledLesson: { id: changed } }),
      expect.objectContaining({ code: 'ROOM_CLASH', scheduledLesson: { id: taken } }),
    ]);
    const lessons = await inDatabase<{ at: Date; status: string }>(
      app,
      school.organizationId,
      `select starts_at as at, status from scheduled_lesson where class_group_id = '${classGroupId}' order by status, starts_at`,
    );
    expect(lessons.map(({ at: start, status }) => `${status} ${start.toISOString()}`)).toEqual([
      ...[`CANCELLED ${at('16:00')}`, `CANCELLED ${at('21:00')}`],
      ...['08:00', '10:00', '16:00', '19:30'].map((clock) => `SCHEDULED ${at(clock)}`),
    ]);
    expect(await faults(app, school.organizationId)).toEqual(SOUND);
    const again = await app.refused(clerk, UNDO, { appliedRepairId: appliedRepair?.id, reason: '再来' });
    expect(again?.extensions?.code).toBe('REPAIR_UNDONE');
  });

  test('lets a lesson stay that could only go back to where another one stays', async () => {
    const school = await repairSchool(app);
    const { clerk, classGroupId, schedule } = school;
    const [one, two] = [await schedule(classGroupId, at('10:00')), await schedule(classGroupId, at('14:00'))];
    const { appliedRepair } = await apply(school, [moveTo(school, one, '14:00'), moveTo(school, two, '10:00')]);
    await app.give(clerk, PIN, { scheduledLessonId: one, isPinned: true });
    const undone = await app.give(clerk, UNDO, { appliedRepairId: appliedRepair?.id, reason: '恢复' });
    expect(undone.undoneCount).toBe(0);
    expect((undone.kept as unknown as { code: string }[]).map(({ code }) => code)).toEqual([
      'LESSON_CHANGED',
      'CLASS_CLASH',
    ]);
    expect(await faults(app, school.organizationId)).toEqual(SOUND);
  });

  test('is nobody else’s, nor is the list of what was carried out', async () => {
    const school = await repairSchool(app);
    const lesson = await school.schedule(school.classGroupId, at('10:00'));
    const { appliedRepair } = await apply(school, [moveTo(school, lesson, '18:00')]);
    const list =
      '{ appliedRepairs(first: 5) { totalCount nodes { id branch { id } changes { before { startsAt } after { room { name } } } } } }';
    expect((await app.ask(school.clerk, list)).data.appliedRepairs).toMatchObject({
      totalCount: 1,
      nodes: [
        { id: appliedRepair?.id, changes: [{ before: { startsAt: at('10:00') }, after: { room: { name: 'A201' } } }] },
      ],
    });
    const { organizationId, otherBranchId } = school;
    const stranger = principals.staff({ organizationId, branchIds: [otherBranchId], role: 'ACADEMIC' });
    expect((await app.ask(stranger, list)).data.appliedRepairs.totalCount).toBe(0);
    const undo = { appliedRepairId: appliedRepair?.id, reason: '恢复' };
    expect((await app.refused(stranger, UNDO, undo))?.extensions?.code).toBe('APPLIED_REPAIR_NOT_FOUND');
  });
});

describe('plans are made', () => {
  const codes = (plans: { strategy: string }[]) => plans.map(({ strategy }) => strategy);

  test('for a closed room, a closed branch, a holiday and a holiday that is moved', async () => {
    const school = await repairSchool(app);
    const { clerk, roomId, otherRoomId, branchId, classGroupId, schedule, plans } = school;
    await schedule(classGroupId, at('10:00'));
    const closure = await app.give(clerk, CLOSE_ROOM, { roomId, ...today, reason: '漏水' });
    const rooms = await plans({ roomClosureId: closure.roomClosure?.id });
    expect(rooms[0]).toMatchObject({ strategy: 'OTHER_ROOMS', changes: [{ after: { roomId: otherRoomId } }] });
    expect(codes(await plans({ roomGone: { roomId, ...today } }))).toContain('OTHER_ROOMS');
    const branch = await plans({ branchGone: { branchId, ...today } });
    expect(codes(branch)).toContain('OTHER_TIMES');
    for (const { changes } of branch) expect(changes[0].after.startsAt > today.to).toBe(true);
    const holiday = { branchId, name: '校庆', firstDay: '2026-03-10', lastDay: '2026-03-24' };
    const { id: holidayId } = (await app.give(clerk, HOLIDAY, holiday)).holiday as { id: string };
    const moved = { branchId, firstDay: '2026-03-09', lastDay: '2026-03-09', insteadOfHolidayId: holidayId };
    const [best] = await plans({ newHoliday: moved }, { lookAheadDays: 3 });
    expect(best.changes[0].after.startsAt.slice(0, 10)).toBe('2026-03-10');
    expect((await refusal(school, best.changes))?.conflicts).toEqual([expect.objectContaining({ code: 'ON_HOLIDAY' })]);
    await app.give(clerk, NO_HOLIDAY, { holidayId });
    await apply(school, best.changes);
    const entered = { ...holiday, firstDay: '2026-03-10', lastDay: '2026-03-10' };
    const { id } = (await app.give(clerk, HOLIDAY, entered)).holiday as { id: string };
    expect((await plans({ holidayId: id }))[0].changes).toHaveLength(1);
  });

  test('for a lesson that is wanted where another one is, which makes way unless it is pinned', async () => {
    const { clerk, classGroupId, openClass, schedule, plans, teacherId } = await repairSchool(app);
    const wanted = await schedule(classGroupId, at('10:00'));
    const other = await openClass('四年级数学');
    const inTheWay = await schedule(other, at('14:00'));
    const disruption = { lessonMoved: { scheduledLessonId: wanted, startsAt: at('14:00'), teacherId } };
    const [best] = await plans(disruption);
    expect(best.changes.map(({ scheduledLessonId }: Change) => scheduledLessonId).toSorted()).toEqual(
      [wanted, inTheWay].toSorted(),
    );
    await app.give(clerk, PIN, { scheduledLessonId: inTheWay, isPinned: true });
    expect((await app.ask(clerk, PLANS, { disruption })).errors?.[0]?.extensions.code).toBe('MOVE_NOT_POSSIBLE');
  });

  test('for a class that is opened in mid-term: in its room, with its teacher, every week at the same hour', async () => {
    const school = await repairSchool(app);
    const { openClass, plans, otherRoomId, otherTeacherId, organizationId } = school;
    const group = await openClass('插班', { roomId: otherRoomId, teacherId: otherTeacherId });
    const term = { classGroupId: group, lessonsPerWeek: 2, firstDay: '2026-03-16', lastDay: '2026-04-05' };
    const [best] = await plans({ classAdded: term });
    const places = (best.changes as Change[]).flatMap(({ after }) => after ?? []);
    expect(places).toHaveLength(6);
    expect(new Set(places.map(({ roomId, teacherId }) => `${roomId} ${teacherId}`))).toEqual(
      new Set([`${otherRoomId} ${otherTeacherId}`]),
    );
    const hours = places.map(({ startsAt }) => Date.parse(startsAt) % (7 * 86_400_000));
    expect(new Set(hours).size).toBe(2);
    await apply(school, best.changes, '新班排课');
    expect(await factsOf(app, organizationId, 'scheduled')).toHaveLength(6);
    expect(await faults(app, organizationId)).toEqual(SOUND);
  });

  test('for one branch and one disruption, and not at all where nothing is affected', async () => {
    const school = await repairSchool(app);
    const { teacherId, otherBranchId, addRoom, openClass, schedule, classGroupId, hq, plans, branchId } = school;
    const gone = { teacherGone: { teacherId, ...today } };
    expect(await plans(gone)).toEqual([]);
    expect(await codeOf(school, {})).toBe('ONE_DISRUPTION');
    expect(await codeOf(school, { ...gone, branchGone: { branchId, ...today } })).toBe('ONE_DISRUPTION');
    const roomId = await addRoom('B301', otherBranchId);
    await schedule(classGroupId, at('10:00'));
    await schedule(await openClass('外校区班', { branchId: otherBranchId, roomId }), at('14:00'), {}, hq);
    expect((await app.ask(hq, PLANS, { disruption: gone })).errors?.[0]?.extensions.code).toBe('SEVERAL_BRANCHES');
    expect((await plans(gone, { branchId }, hq))[0].changes).toHaveLength(1);
    // Who sees one branch only is asked nothing.
    expect((await plans(gone))[0].changes).toHaveLength(1);
    expect(await codeOf(school, gone, { lookAheadDays: 29 })).toBe('INVALID_NUMBER');
    const months = { teacherGone: { teacherId, from: today.from, to: '2026-06-01T00:00:00Z' } };
    expect(await codeOf(school, months)).toBe('REPAIR_SPAN_TOO_LONG');
    expect(await codeOf(school, { roomGone: { roomId, ...today } })).toBe('ROOM_NOT_FOUND');
  });
});
