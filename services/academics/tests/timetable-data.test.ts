import { newId } from '@campusgraph/persistence';
import { principals } from '@campusgraph/testing';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { SCHEDULE, startAcademics } from './harness.ts';

let app: Awaited<ReturnType<typeof startAcademics>>;
beforeAll(async () => {
  app = await startAcademics();
});
afterAll(() => app.stop());

// 18:00 in Shanghai, a Monday.
const MONDAY = '2026-03-09T10:00:00.000Z';
const mutation = (name: string, selection: string) =>
  `mutation ($input: ${name.charAt(0).toUpperCase()}${name.slice(1)}Input!) { ${name}(input: $input) { ${selection} } }`;
const SKILLS = mutation('setTeacherSkills', 'teacher { tier courses { id } }');
const HOURS = mutation('setTeacherHours', 'teacher { weeklyHours { weekday startTime endTime } maxMinutesPerDay }');
const ABSENCE = mutation('addTeacherAbsence', 'teacherAbsence { id startsAt } lessonsAffected { id }');
const WITHDRAW = mutation('withdrawTeacherAbsence', 'teacher { absences { id } }');
const CLOSE_ROOM = mutation('closeRoom', 'roomClosure { id room { name } } lessonsAffected { id }');
const REOPEN = mutation('reopenRoom', 'room { closures { id } }');
const ROOM_EQUIPMENT = mutation('setRoomEquipment', 'room { equipment }');
const COURSE_EQUIPMENT = mutation('setCourseEquipment', 'course { neededEquipment }');
const OPENING = mutation('setOpeningHours', 'branch { openingHours { weekday startTime endTime } }');
const HOLIDAY = mutation('addHoliday', 'holiday { id branch { id } }');
const NO_HOLIDAY = mutation('removeHoliday', 'holiday { id }');
const TRAVEL = mutation('setTravelTime', 'branch { travelTimes { branch { id } minutes } }');
const NEED = mutation(
  'setWeeklyNeed',
  'classGroup { weeklyNeed { lessonsPerWeek durationMinutes preferredTimes { weekday } } }',
);
const PIN = mutation('pinLesson', 'scheduledLesson { isPinned }');
const LINK = mutation('linkClassGroups', 'classLink { id kind classGroup { id } otherClassGroup { id } }');
const UNLINK = mutation('unlinkClassGroups', 'classLink { id classGroup { links { id } } }');
const RESCHEDULE = mutation('rescheduleLesson', 'scheduledLesson { startsAt waivedRules }');
const SUBSTITUTE = mutation('assignSubstitute', 'scheduledLesson { substituteTeacher { name } }');

const monday = (startTime: string, endTime: string) => ({ weekday: 1, startTime, endTime });
const idsOf = (given: Record<string, unknown>) => (given.scheduledLessons as { id: string }[]).map(({ id }) => id);
type Chain = Awaited<ReturnType<typeof app.chain>>;
const onMonday = ({ classGroupId }: Chain, extra: object = {}) => ({
  classGroupId,
  lessons: [{ startsAt: MONDAY }],
  ...extra,
});
const codeOf = async (chain: Chain, query: string, input: object) =>
  (await app.refused(chain.clerk, query, input))?.extensions.code;

describe('a lesson is refused', () => {
  const cases: [string, (chain: Chain) => Promise<unknown>][] = [
    [
      'OUTSIDE_OPENING_HOURS',
      ({ clerk, branchId }) => app.give(clerk, OPENING, { branchId, openingHours: [monday('09:00', '19:00')] }),
    ],
    [
      'ON_HOLIDAY',
      ({ clerk, branchId }) =>
        app.give(clerk, HOLIDAY, { branchId, name: '校庆', firstDay: '2026-03-09', lastDay: '2026-03-09' }),
    ],
    [
      'TEACHER_OFF_HOURS',
      ({ clerk, teacherId }) => app.give(clerk, HOURS, { teacherId, weeklyHours: [monday('18:30', '21:00')] }),
    ],
    ['TEACHER_OVERLOADED', ({ clerk, teacherId }) => app.give(clerk, HOURS, { teacherId, maxMinutesPerDay: 60 })],
    ['TEACHER_NOT_SKILLED', ({ clerk, teacherId }) => app.give(clerk, SKILLS, { teacherId, courseIds: [] })],
    [
      'ROOM_LACKS_EQUIPMENT',
      ({ hq, courseId }) => app.give(hq, COURSE_EQUIPMENT, { courseId, neededEquipment: ['钢琴'] }),
    ],
  ];
  test.each(cases)('with %s, and scheduled when the school waives just that', async (rule, say) => {
    const chain = await app.chain();
    await say(chain);
    const error = await app.refused(chain.clerk, SCHEDULE, onMonday(chain));
    expect(error?.extensions).toMatchObject({ code: rule, startsAt: MONDAY });
    expect(error?.message).toContain(`waive ${rule}`);
    const other = rule === 'ON_HOLIDAY' ? 'TEACHER_OFF_HOURS' : 'ON_HOLIDAY';
    expect(await codeOf(chain, SCHEDULE, onMonday(chain, { waive: [other] }))).toBe(rule);
    const [scheduledLessonId] = idsOf(await app.give(chain.clerk, SCHEDULE, onMonday(chain, { waive: [rule] })));
    const moved = { scheduledLessonId, reason: '调课', startsAt: '2026-03-09T10:15:00Z' };
    expect(await codeOf(chain, RESCHEDULE, moved)).toBe(rule);
    const given = await app.give(chain.clerk, RESCHEDULE, { ...moved, waive: [rule] });
    expect(given.scheduledLesson?.waivedRules).toEqual([rule]);
  });

  test('while the teacher is absent; what was scheduled before is told, and the absence can be withdrawn', async () => {
    const chain = await app.chain();
    const { clerk, teacherId } = chain;
    const before = idsOf(await app.give(clerk, SCHEDULE, onMonday(chain)));
    const week = { teacherId, from: '2026-03-09T00:00:00Z', to: '2026-03-16T00:00:00Z', reason: '病假' };
    const given = await app.give(clerk, ABSENCE, week);
    expect(given.lessonsAffected).toEqual(before.map((id) => ({ id })));
    const next = { classGroupId: chain.classGroupId, lessons: [{ startsAt: '2026-03-10T10:00:00Z' }] };
    const error = await app.refused(clerk, SCHEDULE, next);
    expect(error?.extensions).toMatchObject({
      code: 'TEACHER_ABSENT',
      teacherAbsenceId: given.teacherAbsence?.id,
    });
    expect(error?.message).toContain('Teacher 林老师 is absent 2026-03-09 08:00 – 2026-03-16 08:00 (病假)');
    const back = await app.give(clerk, WITHDRAW, { teacherAbsenceId: given.teacherAbsence?.id });
    expect(back.teacher).toEqual({ absences: [] });
    await app.give(clerk, SCHEDULE, next);
  });

  test('in a room that is closed, until it is reopened', async () => {
    const chain = await app.chain();
    const { clerk, roomId } = chain;
    const given = await app.give(clerk, CLOSE_ROOM, {
      ...{ roomId, from: '2026-03-09T11:00:00Z', to: '2026-03-12T00:00:00Z', reason: '粉刷' },
    });
    expect(given).toMatchObject({ roomClosure: { room: { name: 'A201' } }, lessonsAffected: [] });
    expect(await codeOf(chain, SCHEDULE, onMonday(chain))).toBe('ROOM_CLOSED');
    await app.give(clerk, REOPEN, { roomClosureId: given.roomClosure?.id });
    await app.give(clerk, SCHEDULE, onMonday(chain));
  });

  test('when a substitute is absent or not skilled', async () => {
    const chain = await app.chain();
    const { hq, clerk, addTeacher } = chain;
    const substitute = await addTeacher('赵老师');
    const [scheduledLessonId] = idsOf(await app.give(clerk, SCHEDULE, onMonday(chain)));
    await app.give(hq, SKILLS, { teacherId: substitute, courseIds: [] });
    const asked = { scheduledLessonId, teacherId: substitute, reason: '病假' };
    expect(await codeOf(chain, SUBSTITUTE, asked)).toBe('TEACHER_NOT_SKILLED');
    const absence = { teacherId: substitute, from: MONDAY, to: '2026-03-10T00:00:00Z', reason: '培训' };
    const { teacherAbsence } = await app.give(hq, ABSENCE, absence);
    expect(await codeOf(chain, SUBSTITUTE, { ...asked, waive: ['TEACHER_NOT_SKILLED'] })).toBe('TEACHER_ABSENT');
    await app.give(hq, WITHDRAW, { teacherAbsenceId: teacherAbsence?.id });
    const given = await app.give(clerk, SUBSTITUTE, { ...asked, waive: ['TEACHER_NOT_SKILLED'] });
    expect(given.scheduledLesson).toEqual({ substituteTeacher: { name: '赵老师' } });
  });
});

test('an absence and a lesson entered at the same instant: the lesson is refused, or told as affected', async () => {
  const chain = await app.chain();
  const { clerk, teacherId } = chain;
  for (let round = 0; round < 10; round += 1) {
    const day = String(10 + round);
    const absence = { teacherId, from: `2026-03-${day}T00:00:00Z`, to: `2026-03-${day}T23:00:00Z`, reason: '病假' };
    const lesson = { classGroupId: chain.classGroupId, lessons: [{ startsAt: `2026-03-${day}T10:00:00Z` }] };
    const [given, error] = await Promise.all([app.give(clerk, ABSENCE, absence), app.refused(clerk, SCHEDULE, lesson)]);
    const affected = given.lessonsAffected as unknown as unknown[];
    expect([affected.length, error?.extensions.code]).toEqual(error ? [0, 'TEACHER_ABSENT'] : [1, undefined]);
  }
});

test('weekly lessons pass over the holidays of the branch and of the organization', async () => {
  const { hq, clerk, branchId, classGroupId } = await app.chain();
  await app.give(clerk, HOLIDAY, { branchId, name: '校庆', firstDay: '2026-03-16', lastDay: '2026-03-16' });
  await app.give(hq, HOLIDAY, { name: '春假', firstDay: '2026-03-28', lastDay: '2026-04-01' });
  const weekly = { weekday: 1, startTime: '18:00', from: '2026-03-09', count: 3 };
  const given = await app.give(clerk, SCHEDULE, { classGroupId, weekly });
  expect((given.scheduledLessons as unknown as { startsAt: string }[]).map(({ startsAt }) => startsAt)).toEqual([
    '2026-03-09T10:00:00.000Z',
    '2026-03-23T10:00:00.000Z',
    '2026-04-06T10:00:00.000Z',
  ]);
});

test('what is said is told, and unsaid when left out', async () => {
  const chain = await app.chain();
  const { hq, clerk, teacherId, courseId, roomId, branchId, otherBranchId, classGroupId } = chain;
  const skilled = await app.give(clerk, SKILLS, { teacherId, courseIds: [courseId, courseId], tier: ' 高级 ' });
  expect(skilled.teacher).toEqual({ tier: '高级', courses: [{ id: courseId }] });
  expect((await app.give(clerk, SKILLS, { teacherId })).teacher).toEqual({ tier: null, courses: null });
  const hours = { weeklyHours: [monday('13:00', '18:00'), monday('09:00', '13:00')], maxMinutesPerDay: 300 };
  expect((await app.give(clerk, HOURS, { teacherId, ...hours })).teacher).toEqual({
    weeklyHours: [monday('09:00', '18:00')],
    maxMinutesPerDay: 300,
  });
  expect((await app.give(clerk, HOURS, { teacherId })).teacher).toEqual({ weeklyHours: null, maxMinutesPerDay: null });
  const equipped = await app.give(clerk, ROOM_EQUIPMENT, { roomId, equipment: ['钢琴', '投影', '钢琴'] });
  expect(equipped.room?.equipment).toEqual(['投影', '钢琴']);
  const far = await app.give(hq, TRAVEL, { branchId: otherBranchId, otherBranchId: branchId, minutes: 40 });
  expect(far.branch).toEqual({ travelTimes: [{ branch: { id: branchId }, minutes: 40 }] });
  const back = await app.give(hq, TRAVEL, { branchId, otherBranchId, minutes: 45 });
  expect(back.branch).toEqual({ travelTimes: [{ branch: { id: otherBranchId }, minutes: 45 }] });
  const need = { lessonsPerWeek: 2, preferredTimes: [monday('18:00', '20:30')] };
  expect((await app.give(clerk, NEED, { classGroupId, weeklyNeed: need })).classGroup).toEqual({
    weeklyNeed: { lessonsPerWeek: 2, durationMinutes: 90, preferredTimes: [{ weekday: 1 }] },
  });
  expect((await app.give(clerk, NEED, { classGroupId })).classGroup).toEqual({ weeklyNeed: null });
  const [scheduledLessonId] = idsOf(await app.give(clerk, SCHEDULE, onMonday(chain)));
  for (const isPinned of [true, true, false])
    expect((await app.give(clerk, PIN, { scheduledLessonId, isPinned })).scheduledLesson).toEqual({ isPinned });
  const holiday = await app.give(clerk, HOLIDAY, {
    ...{ branchId, name: '校庆', firstDay: '2026-05-04', lastDay: '2026-05-05' },
  });
  expect(holiday.holiday?.branch).toEqual({ id: branchId });
  await app.give(clerk, NO_HOLIDAY, { holidayId: holiday.holiday?.id });
  expect(await codeOf(chain, NO_HOLIDAY, { holidayId: holiday.holiday?.id })).toBe('HOLIDAY_NOT_FOUND');
});

test('two classes have one link, whichever way round it is said', async () => {
  const chain = await app.chain();
  const { clerk, classGroupId, openClass } = chain;
  const otherClassGroupId = await openClass('乙班');
  const first = await app.give(clerk, LINK, { classGroupId, otherClassGroupId, kind: 'SAME_START' });
  const turned = { classGroupId: otherClassGroupId, otherClassGroupId: classGroupId, kind: 'CONSECUTIVE' };
  const second = await app.give(clerk, LINK, turned);
  expect(second.classLink).toEqual({
    ...{ id: first.classLink?.id, kind: 'CONSECUTIVE' },
    ...{ classGroup: { id: otherClassGroupId }, otherClassGroup: { id: classGroupId } },
  });
  expect(await codeOf(chain, LINK, { ...turned, otherClassGroupId })).toBe('CLASSES_NOT_LINKABLE');
  const { classLink } = await app.give(clerk, UNLINK, { classLinkId: first.classLink?.id });
  expect(classLink?.classGroup).toEqual({ links: [] });
});

describe('who may say what', () => {
  test('a clerk speaks for the own branch and its teachers, headquarters for all', async () => {
    const chain = await app.chain();
    const { hq, teacherId, courseId, organizationId, otherBranchId, branchId } = chain;
    const elsewhere = principals.staff({ organizationId, branchIds: [otherBranchId], role: 'ACADEMIC' });
    const code = async (query: string, input: object) => (await app.refused(elsewhere, query, input))?.extensions.code;
    expect(await code(SKILLS, { teacherId })).toBe('TEACHER_OF_ANOTHER_BRANCH');
    expect(await code(HOURS, { teacherId })).toBe('TEACHER_OF_ANOTHER_BRANCH');
    const absence = { teacherId, from: MONDAY, to: '2026-03-10T00:00:00Z', reason: '病假' };
    expect(await code(ABSENCE, absence)).toBe('TEACHER_OF_ANOTHER_BRANCH');
    const { teacherAbsence } = await app.give(hq, ABSENCE, absence);
    expect(await code(WITHDRAW, { teacherAbsenceId: teacherAbsence?.id })).toBe('TEACHER_OF_ANOTHER_BRANCH');
    expect(await code(COURSE_EQUIPMENT, { courseId, neededEquipment: [] })).toBe('ORGANIZATION_WIDE');
    const days = { name: '春假', firstDay: '2026-04-01', lastDay: '2026-04-02' };
    expect(await code(HOLIDAY, days)).toBe('ORGANIZATION_WIDE');
    const { holiday } = await app.give(hq, HOLIDAY, days);
    expect(await code(NO_HOLIDAY, { holidayId: holiday?.id })).toBe('ORGANIZATION_WIDE');
    expect(await code(HOLIDAY, { ...days, branchId })).toBe('BRANCH_NOT_FOUND');
    expect(await code(OPENING, { branchId })).toBe('BRANCH_NOT_FOUND');
    expect(await code(TRAVEL, { branchId: otherBranchId, otherBranchId: branchId, minutes: 5 })).toBe(
      'BRANCH_NOT_FOUND',
    );
  });

  test('a guardian sees the holidays and the hours, and sets none of them whatever the scopes', async () => {
    const { hq, organizationId, branchId, teacherId } = await app.chain();
    await app.give(hq, HOLIDAY, { branchId, name: '校庆', firstDay: '2026-05-04', lastDay: '2026-05-05' });
    await app.give(hq, OPENING, { branchId, openingHours: [monday('09:00', '20:30')] });
    const guardian = {
      ...principals.guardian({ organizationId, guardianId: newId(), branchIds: [branchId] }),
      scopes: hq.scopes,
    };
    const { data } = await app.ask(
      guardian,
      `query ($of: [_Any!]!) { _entities(representations: $of) { ... on Branch { holidays { name } openingHours { endTime } travelTimes { minutes } } } }`,
      { of: [{ __typename: 'Branch', id: branchId }] },
    );
    expect(data._entities).toEqual([
      { holidays: [{ name: '校庆' }], openingHours: [{ endTime: '20:30' }], travelTimes: [] },
    ]);
    for (const [query, input] of [
      [OPENING, { branchId }],
      [HOURS, { teacherId, maxMinutesPerDay: 60 }],
      [HOLIDAY, { branchId, name: '假', firstDay: '2026-05-04', lastDay: '2026-05-05' }],
    ] as const) {
      expect((await app.refused(guardian, query, input))?.extensions.code).toBe('FORBIDDEN');
    }
  });
});
