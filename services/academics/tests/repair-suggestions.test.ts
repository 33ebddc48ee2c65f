import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startAcademics } from './harness.ts';
import {
  ABSENCE,
  at,
  CLOSE_ROOM,
  COURSE_EQUIPMENT,
  HALF_PAST_SEVEN,
  HOLIDAY,
  HOURS,
  OPENING,
  RESCHEDULE,
  ROOM_EQUIPMENT,
  repairSchool,
  SKILLS,
  SUBSTITUTE,
  type Suggestion,
  TRAVEL,
} from './repair-school.ts';

let app: Awaited<ReturnType<typeof startAcademics>>;
beforeAll(async () => {
  app = await startAcademics();
  app.clock.set(HALF_PAST_SEVEN);
});
afterAll(() => app.stop());

type School = Awaited<ReturnType<typeof repairSchool>>;
const week = [1, 2, 3, 4, 5, 6, 7];
const daily = (startTime: string, endTime: string) => week.map((weekday) => ({ weekday, startTime, endTime }));
const meets = ({ startsAt, endsAt }: Suggestion, from: string, to: string) => startsAt < to && from < endsAt;
/** A class of the other branch with the same teacher, at 17:00 on Tuesday. */
async function teachesElsewhere({ addRoom, openClass, otherBranchId, teacherId, schedule, hq }: School) {
  const roomId = await addRoom('B101', otherBranchId);
  const id = await openClass('外校区班', { branchId: otherBranchId, roomId, teacherId });
  await schedule(id, at('17:00', 10), {}, hq);
  return id;
}

/** What is set up, and which suggestions it forbids. Before it is set up there are some; after it none, but others. */
const RULES: [string, (school: School) => Promise<unknown>, (school: School, one: Suggestion) => boolean][] = [
  [
    'outside opening hours',
    ({ clerk, branchId }) => app.give(clerk, OPENING, { branchId, openingHours: daily('09:00', '20:30') }),
    (_, { startsAt, endsAt }) => startsAt.slice(11, 16) < '01:00' || endsAt.slice(11, 16) > '12:30',
  ],
  [
    'on a holiday',
    ({ clerk, branchId }) =>
      app.give(clerk, HOLIDAY, { branchId, name: '校庆', firstDay: '2026-03-10', lastDay: '2026-03-10' }),
    (_, one) => meets(one, at('00:00', 10), at('00:00', 11)),
  ],
  [
    'in a room that is closed',
    ({ clerk, roomId }) =>
      app.give(clerk, CLOSE_ROOM, { roomId, from: at('08:00', 10), to: at('12:00', 10), reason: '装修' }),
    ({ roomId }, one) => one.room.id === roomId && meets(one, at('08:00', 10), at('12:00', 10)),
  ],
  [
    'in a room that lacks what the course needs',
    async ({ clerk, hq, roomId, courseId }) => {
      await app.give(clerk, ROOM_EQUIPMENT, { roomId, equipment: ['钢琴'] });
      await app.give(hq, COURSE_EQUIPMENT, { courseId, neededEquipment: ['钢琴'] });
    },
    ({ otherRoomId }, { room }) => room.id === otherRoomId,
  ],
  [
    'with a teacher who is absent',
    ({ clerk, teacherId }) =>
      app.give(clerk, ABSENCE, { teacherId, from: at('08:00', 10), to: at('20:00', 10), reason: '培训' }),
    ({ teacherId }, one) => one.teacher.id === teacherId && meets(one, at('08:00', 10), at('20:00', 10)),
  ],
  [
    'with a teacher who does not work then',
    ({ clerk, teacherId }) =>
      app.give(clerk, HOURS, { teacherId, weeklyHours: [{ weekday: 1, startTime: '08:00', endTime: '22:00' }] }),
    ({ teacherId }, one) => one.teacher.id === teacherId && one.startsAt > at('00:00', 10),
  ],
  [
    'with a teacher who does not teach the course',
    ({ clerk, otherTeacherId }) => app.give(clerk, SKILLS, { teacherId: otherTeacherId, courseIds: [] }),
    ({ otherTeacherId }, { teacher }) => teacher.id === otherTeacherId,
  ],
  [
    'with a teacher who has taught enough that day',
    async ({ clerk, openClass, schedule, teacherId, otherRoomId }) => {
      const id = await openClass('另一班', { teacherId, roomId: otherRoomId });
      await schedule(id, at('09:00', 11));
      await app.give(clerk, HOURS, { teacherId, maxMinutesPerDay: 120 });
    },
    ({ teacherId }, one) => one.teacher.id === teacherId && meets(one, at('00:00', 11), at('00:00', 12)),
  ],
  [
    'with a teacher who has taught enough that week, in another branch too',
    async (school) => {
      await teachesElsewhere(school);
      await app.give(school.clerk, HOURS, { teacherId: school.teacherId, maxMinutesPerWeek: 160 });
    },
    ({ teacherId }, one) =>
      one.teacher.id === teacherId && !one.changes.includes('ROOM') && meets(one, at('00:00', 9), at('00:00', 16)),
  ],
  [
    'with a teacher who could not come from another branch in time',
    async (school) => {
      const { hq, branchId, otherBranchId } = school;
      await teachesElsewhere(school);
      await app.give(hq, TRAVEL, { branchId, otherBranchId, minutes: 60 });
    },
    ({ teacherId }, one) => one.teacher.id === teacherId && meets(one, at('16:00', 10), at('19:30', 10)),
  ],
  [
    'while a child has another lesson, in another branch too, or could not come from there',
    async (school) => {
      const { enroll, classGroupId, hq, branchId, otherBranchId, addRoom, openClass, joins, schedule } = school;
      const teacherId = await joins('外校区老师', [otherBranchId]);
      const roomId = await addRoom('B102', otherBranchId);
      const id = await openClass('小明的另一班', { branchId: otherBranchId, roomId, teacherId });
      await schedule(id, at('10:00', 10), {}, hq);
      await enroll('小明', classGroupId, id);
      await app.give(hq, TRAVEL, { branchId, otherBranchId, minutes: 30 });
    },
    (_, one) => meets(one, at('09:30', 10), at('12:00', 10)),
  ],
  [
    'while the class has another lesson',
    ({ schedule, classGroupId }) => schedule(classGroupId, at('14:00', 10)),
    (_, one) => meets(one, at('14:00', 10), at('15:30', 10)),
  ],
  [
    'in a room that another class has taken',
    async ({ openClass, schedule, roomId, joins }) => {
      const id = await openClass('占用班', { teacherId: await joins('何老师'), roomId });
      await schedule(id, at('14:00', 10));
    },
    ({ roomId }, one) => one.room.id === roomId && meets(one, at('14:00', 10), at('15:30', 10)),
  ],
];

describe('a lesson is never suggested', () => {
  test.each(RULES)('%s', async (_, setUp, isForbidden) => {
    const school = await repairSchool(app);
    const lesson = await school.schedule(school.classGroupId, at('18:00'));
    const asked = { from: at('00:00', 10), to: at('00:00', 12) };
    // So that the other room and the other teacher are asked, too.
    const { clerk, roomId, teacherId } = school;
    await app.give(clerk, CLOSE_ROOM, { roomId, from: at('08:00', 11), to: at('12:00', 11), reason: '检修' });
    await app.give(clerk, ABSENCE, { teacherId, from: at('13:00', 11), to: at('18:00', 11), reason: '会议' });
    const all = (by = clerk) => school.suggestions(lesson, asked, by);
    const before = await all();
    expect(before.some((one) => isForbidden(school, one))).toBe(true);
    await setUp(school);
    const clerks = await all();
    const headquarters = await all(school.hq);
    expect(clerks.length).toBeGreaterThan(0);
    expect(clerks.filter((one) => isForbidden(school, one))).toEqual([]);
    expect(headquarters.filter((one) => isForbidden(school, one))).toEqual([]);
  });

  test('in a room too small for the class, even if few are in it', async () => {
    const { clerk, branchId, openClass, schedule, suggestions, roomId } = await repairSchool(app);
    const add = 'mutation ($input: AddRoomInput!) { addRoom(input: $input) { room { id } } }';
    const small = (await app.give(clerk, add, { branchId, name: '小教室', capacity: 3 })).room?.id;
    const lesson = await schedule(await openClass('大班', { capacity: 12 }), at('18:00'));
    const fits = await schedule(await openClass('小班', { capacity: 3 }), at('09:00'));
    await app.give(clerk, CLOSE_ROOM, { roomId, from: at('08:00'), to: at('23:00', 12), reason: '装修' });
    const [large, little] = [await suggestions(lesson), await suggestions(fits)];
    expect(large.length).toBeGreaterThan(0);
    expect(large.filter(({ room }) => room.id === small)).toEqual([]);
    expect(little.length).toBeGreaterThan(0);
  });
});

/** A busy school with every rule set. */
async function busySchool() {
  const school = await repairSchool(app);
  const { clerk, hq, branchId, otherBranchId, classGroupId, openClass, schedule, enroll, teacherId } = school;
  await app.give(clerk, OPENING, { branchId, openingHours: daily('09:00', '20:30') });
  await app.give(clerk, HOURS, {
    ...{ teacherId, weeklyHours: daily('08:00', '20:00') },
    ...{ maxMinutesPerDay: 180, maxMinutesPerWeek: 400 },
  });
  await app.give(clerk, HOLIDAY, { branchId, name: '校庆', firstDay: '2026-03-11', lastDay: '2026-03-11' });
  await app.give(hq, TRAVEL, { branchId, otherBranchId, minutes: 45 });
  await teachesElsewhere(school);
  const second = await openClass('四年级数学', { roomId: school.otherRoomId, teacherId: school.otherTeacherId });
  await enroll('小红', classGroupId, second);
  for (const day of [9, 10, 12, 13]) await schedule(second, at('18:30', day));
  return { ...school, lesson: await schedule(classGroupId, at('10:00')) };
}

describe('suggestions for one lesson', () => {
  test('are taken by rescheduleLesson, one and all', async () => {
    const { clerk, suggestions, lesson } = await busySchool();
    const found = await suggestions(lesson, { first: 40 });
    expect(found).toHaveLength(40);
    expect(found.map(({ points }) => points)).toEqual(found.map(({ points }) => points).toSorted((a, b) => a - b));
    for (const { startsAt, room, teacher } of found) {
      const there = { startsAt, roomId: room.id, teacherId: teacher.id };
      const refused = await app.refused(clerk, RESCHEDULE, { scheduledLessonId: lesson, ...there, reason: '试' });
      expect([there, refused]).toEqual([there, undefined]);
    }
  });

  test('say what changes and who has to be told, in the language of who asks', async () => {
    const { clerk, schedule, classGroupId, enroll, suggestions } = await repairSchool(app);
    await enroll('小明', classGroupId);
    const lesson = await schedule(classGroupId, at('18:00'));
    const [first] = await suggestions(lesson, {}, { ...clerk, locale: 'zh-CN' });
    expect(first?.message).toMatch(
      /^“三年级数学”2026-03-09 18:00–19:30 的课次.*。需通知 1 名学员、1 位家长和 \d 位教师。$/,
    );
  });

  test('keep the room and the teacher where that is asked', async () => {
    const { schedule, classGroupId, suggestions, roomId, teacherId } = await repairSchool(app);
    const lesson = await schedule(classGroupId, at('18:00'));
    const found = await suggestions(lesson, { keepRoom: true, keepTeacher: true });
    expect(new Set(found.map(({ room, teacher }) => `${room.id} ${teacher.id}`))).toEqual(
      new Set([`${roomId} ${teacherId}`]),
    );
    expect(await suggestions(lesson, { from: at('10:00', 10), to: at('10:00', 10) })).toEqual([]);
  });

  test('are not made for a lesson that is over, one of another branch, or for months ahead', async () => {
    const { clerk, schedule, classGroupId, otherBranchId, openClass, addRoom, teacherId, hq } = await repairSchool(app);
    const ask = async (id: string, more: object = {}) =>
      (
        await app.ask(
          clerk,
          'query ($id: ID!, $to: DateTime) { lessonSuggestions(scheduledLessonId: $id, to: $to) { points } }',
          { id, ...more },
        )
      ).errors?.[0]?.extensions.code;
    const over = await schedule(classGroupId, at('10:00', 2));
    const ahead = await schedule(classGroupId, at('10:00', 12));
    const roomId = await addRoom('B103', otherBranchId);
    const elsewhere = await openClass('外校区班', { branchId: otherBranchId, roomId, teacherId });
    const theirs = await schedule(elsewhere, at('10:00', 11), {}, hq);
    expect(await ask(over)).toBe('LESSON_OVER');
    expect(await ask(theirs)).toBe('SCHEDULED_LESSON_NOT_FOUND');
    expect(await ask(ahead, { to: '2026-06-01T00:00:00Z' })).toBe('REPAIR_SPAN_TOO_LONG');
  });
});

describe('substitutes', () => {
  test('who cannot are named with the reason for which assignSubstitute refuses them', async () => {
    const school = await repairSchool(app);
    const { clerk, hq, joins, schedule, openClass, classGroupId, otherRoomId, substitutes } = school;
    const lesson = await schedule(classGroupId, at('18:00'));
    const [unskilled, ill, resting, busy, far, tired, weary] = await Promise.all(
      ['甲', '乙', '丙', '丁', '戊', '己', '庚'].map((name) => joins(name, [school.branchId, school.otherBranchId])),
    );
    await app.give(clerk, SKILLS, { teacherId: unskilled, courseIds: [] });
    await app.give(clerk, ABSENCE, { teacherId: ill, from: at('07:00'), to: at('23:00'), reason: '病假' });
    await app.give(clerk, HOURS, {
      teacherId: resting,
      weeklyHours: [{ weekday: 2, startTime: '08:00', endTime: '20:00' }],
    });
    await app.give(clerk, HOURS, { teacherId: tired, maxMinutesPerDay: 60 });
    await app.give(clerk, HOURS, { teacherId: weary, maxMinutesPerWeek: 60 });
    await schedule(await openClass('同时', { teacherId: busy, roomId: otherRoomId }), at('18:30'));
    await app.give(hq, TRAVEL, { branchId: school.branchId, otherBranchId: school.otherBranchId, minutes: 60 });
    const roomId = await school.addRoom('B104', school.otherBranchId);
    const there = await openClass('远处', { branchId: school.otherBranchId, roomId, teacherId: far });
    await schedule(there, at('16:00'), {}, hq);
    const found = await substitutes(lesson);
    const reasonsOf = (id: string | undefined) =>
      found.find(({ teacher }) => teacher.id === id)?.reasons.map(({ code }) => code);
    expect(
      Object.fromEntries([unskilled, ill, resting, busy, far, tired, weary].map((id) => [id, reasonsOf(id)])),
    ).toEqual({
      [`${unskilled}`]: ['NOT_SKILLED'],
      [`${ill}`]: ['ABSENT'],
      [`${resting}`]: ['OFF_HOURS'],
      [`${busy}`]: ['TEACHES_THEN'],
      [`${far}`]: ['NO_TIME_TO_TRAVEL'],
      [`${tired}`]: ['DAY_FULL'],
      [`${weary}`]: ['WEEK_FULL'],
    });
    const refusalOf = async (teacherId: string | undefined) =>
      (await app.refused(clerk, SUBSTITUTE, { scheduledLessonId: lesson, teacherId, reason: '生病' }))?.extensions.code;
    expect(await Promise.all([unskilled, ill, resting, busy, tired, weary].map(refusalOf))).toEqual([
      ...['TEACHER_NOT_SKILLED', 'TEACHER_ABSENT', 'TEACHER_OFF_HOURS'],
      ...['TEACHER_CLASH', 'TEACHER_OVERLOADED', 'TEACHER_OVERLOADED'],
    ]);
    const able = found.filter(({ isAble }) => isAble).map(({ teacher }) => teacher.id);
    expect(able).toEqual([school.otherTeacherId]);
    expect(await refusalOf(able[0])).toBeUndefined();
  });

  test('who knows the class and comes anyway is asked first', async () => {
    const { joins, schedule, openClass, classGroupId, otherRoomId, otherTeacherId, substitutes } =
      await repairSchool(app);
    const stranger = await joins('新老师');
    await schedule(classGroupId, at('10:00', 2), { teacherId: otherTeacherId });
    await schedule(await openClass('早班', { teacherId: otherTeacherId, roomId: otherRoomId }), at('09:00'));
    const lesson = await schedule(classGroupId, at('18:00'));
    const found = await substitutes(lesson);
    expect(found.map(({ teacher }) => teacher.id)).toEqual([otherTeacherId, stranger]);
    expect(found[0]?.reasons.map(({ code }) => code)).toEqual(['TEACHES_ANYTHING', 'KNOWS_CLASS', 'LOAD']);
    expect(found[1]?.reasons.map(({ code }) => code)).toContain('COMES_FOR_THIS');
  });
});
