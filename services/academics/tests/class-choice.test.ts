import { principals } from '@campusgraph/testing';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { ENROLL, SCHEDULE, startAcademics } from './harness.ts';
import { CHOOSE, family, MISCOUNTED, OPEN_TO_CHOICE, POLICY, rows } from './seats.ts';

let app: Awaited<ReturnType<typeof startAcademics>>;
beforeAll(async () => {
  app = await startAcademics();
});
afterAll(() => app.stop());

const code = async (...request: Parameters<typeof app.refused>) => (await app.refused(...request))?.extensions.code;
const CHOICES = `query ($studentId: ID!, $courseId: ID!, $preferredTimes: [WeeklyPeriodInput!]) {
  classChoices(studentId: $studentId, courseId: $courseId, preferredTimes: $preferredTimes) {
    fits classGroup { name } weeklyTimes { weekday startTime } reasons { code message isAgainst } } }`;
const weekly = (weekday: number, startTime: string) => ({
  weekly: { weekday, startTime, from: '2026-03-09', count: 3 },
});

/** A course with four classes, of which three are open to choice, and a child who is in an English class on Monday at 18:00. */
async function school() {
  const chain = await app.chain();
  const { clerk, hq, openClass, addRoom, addTeacher } = chain;
  const one = await family(chain, '小明');
  const open = async (name: string, more: object, lessons: object, isOpenToChoice = true) => {
    const places = { roomId: await addRoom(`室 ${name}`), teacherId: await addTeacher(`${name}老师`) };
    const classGroupId = await openClass(name, { ...places, ...more });
    await app.give(clerk, SCHEDULE, { classGroupId, ...lessons });
    if (isOpenToChoice) await app.give(clerk, OPEN_TO_CHOICE, { classGroupId, isOpenToChoice });
    return classGroupId;
  };
  const addCourse = 'mutation ($input: AddCourseInput!) { addCourse(input: $input) { course { id } } }';
  const english = await app.give(hq, addCourse, { name: '英语', subject: '英语', durationMinutes: 90 });
  const englishClass = await open('英语班', { courseId: english.course?.id }, weekly(1, '18:00'), false);
  await app.give(clerk, ENROLL, { studentId: one.studentId, classGroupId: englishClass });
  const ids = {
    monday: await open('周一班', {}, weekly(1, '18:30')),
    wednesday: await open('周三班', {}, weekly(3, '18:00')),
    friday: await open('周五班', { capacity: 1 }, weekly(5, '18:00')),
    closed: await open('校排班', {}, weekly(4, '18:00'), false),
  };
  const choices = async (preferredTimes: object[] = []) =>
    (await app.ask(one.guardian, CHOICES, { studentId: one.studentId, courseId: chain.courseId, preferredTimes })).data
      .classChoices;
  const choose = (classGroupId: string) => app.give(one.guardian, CHOOSE, { studentId: one.studentId, classGroupId });
  return { ...chain, one, ids, choices, choose };
}

describe('what a family can choose from', () => {
  test('is every class of the course that the school opened, the best first, each with reasons in words', async () => {
    const { clerk, convert, ids, choices } = await school();
    await app.give(clerk, ENROLL, { studentId: (await convert('路人')).studentId, classGroupId: ids.friday });
    const found = await choices([{ weekday: 3, startTime: '17:00', endTime: '20:00' }]);
    expect(found.map(({ fits, classGroup }: never) => [(classGroup as { name: string }).name, fits])).toEqual([
      ['周三班', true],
      ['周一班', false],
      ['周五班', false],
    ]);
    const [wednesday, monday, friday] = found;
    expect(wednesday.weeklyTimes).toEqual([{ weekday: 3, startTime: '18:00' }]);
    const messages = (one: { reasons: { message: string }[] }) => one.reasons.map(({ message }) => message).join(' ');
    expect(messages(wednesday)).toBe(
      "2 of 2 seats are free. No lesson meets another one of the child. Every lesson is at a preferred time. In the child's own branch, BJ01.",
    );
    expect(messages(monday)).toContain('Clashes with 英语班 on 2026-03-09 18:00–19:30.');
    expect(messages(friday)).toContain('All 1 seats are taken. Join the wait list.');
  });

  test('does not hold the class in which the child is, nor anything for another family’s child', async () => {
    const { choose, choices, ids, one, courseId, organizationId, branchId } = await school();
    await choose(ids.wednesday);
    expect((await choices()).map(({ classGroup }: never) => (classGroup as { name: string }).name)).toEqual([
      '周五班',
      '周一班',
    ]);
    const stranger = principals.guardian({ organizationId, guardianId: one.studentId, branchIds: [branchId] });
    const asked = await app.ask(stranger, CHOICES, { studentId: one.studentId, courseId });
    expect(asked.data.classChoices).toBeNull();
  });
});

describe('a choice', () => {
  test('takes the seat and the lessons; another one gives the first seat back', async () => {
    const { choose, ids, organizationId, one } = await school();
    const first = await choose(ids.wednesday);
    expect(first.enrollment).toMatchObject({ status: 'ACTIVE', classGroup: { name: '周三班', enrolledCount: 1 } });
    const second = await choose(ids.friday);
    expect(second.enrollment).toMatchObject({ classGroup: { name: '周五班', enrolledCount: 1 } });
    expect(await rows(app, organizationId, MISCOUNTED)).toEqual([]);
    const active = await rows(
      app,
      organizationId,
      `select name from enrollment join class_group on class_group.id = class_group_id where enrollment.status = 'ACTIVE' order by name`,
    );
    expect(active).toEqual([{ name: '周五班' }, { name: '英语班' }]);
    expect(await code(one.guardian, CHOOSE, { studentId: one.studentId, classGroupId: ids.friday })).toBe(
      'ALREADY_ENROLLED',
    );
  });

  test('that clashes, or of a class that the school fills itself, is refused and changes nothing', async () => {
    const { one, ids, choose, organizationId } = await school();
    await choose(ids.wednesday);
    const error = await app.refused(one.guardian, CHOOSE, { studentId: one.studentId, classGroupId: ids.monday });
    expect(error?.message).toContain('Student 小明 has a lesson of class 英语班 on 2026-03-09 18:00–19:30');
    expect(await code(one.guardian, CHOOSE, { studentId: one.studentId, classGroupId: ids.closed })).toBe(
      'NOT_OPEN_TO_CHOICE',
    );
    expect(await rows(app, organizationId, `select enrolled_count from class_group where name = '周三班'`)).toEqual([
      { enrolled_count: 1 },
    ]);
  });

  test('is for the own child only', async () => {
    const { ids, one, ...chain } = await school();
    const other = await family({ ...chain }, '小红');
    expect(await code(other.guardian, CHOOSE, { studentId: one.studentId, classGroupId: ids.wednesday })).toBe(
      'STUDENT_NOT_FOUND',
    );
  });

  test('is made in time before the next lesson of the class that is joined and of the one that is left', async () => {
    const { hq, one, ids, choose } = await school();
    await choose(ids.wednesday);
    const before = app.clock();
    // 20 hours before the lesson on Wednesday at 18:00.
    app.clock.set('2026-03-10T14:00:00Z');
    const refused = await app.refused(one.guardian, CHOOSE, { studentId: one.studentId, classGroupId: ids.friday });
    expect(refused?.message).toContain('The next lesson of class 周三班 is on 2026-03-11 18:00–19:30');
    app.clock.advance({ minutes: 1 });
    await app.give(hq, POLICY, { offerHours: 24, choiceCutOffHours: 12 });
    await choose(ids.friday);
    app.clock.set(before.toISOString());
  });

  test('of two classes of the course at the same moment puts the child into one of them', async () => {
    const { one, ids, organizationId } = await school();
    const asked = await Promise.all(
      [ids.wednesday, ids.friday, ids.wednesday, ids.friday].map((classGroupId) =>
        app.ask(one.guardian, CHOOSE, { input: { studentId: one.studentId, classGroupId } }),
      ),
    );
    const refused = asked.flatMap(({ errors }) => errors ?? []).map(({ extensions }) => extensions.code);
    expect(refused.filter((each) => each !== 'ALREADY_ENROLLED')).toEqual([]);
    const active = await rows(
      app,
      organizationId,
      `select 1 from enrollment join class_group on class_group.id = class_group_id where enrollment.status = 'ACTIVE' and name <> '英语班'`,
    );
    expect(active).toHaveLength(1);
    expect(await rows(app, organizationId, MISCOUNTED)).toEqual([]);
  });

  test('of 20 families for the last seat one is heard', async () => {
    const { ids, organizationId, one: _, ...chain } = await school();
    const families: Awaited<ReturnType<typeof family>>[] = [];
    for (let n = 0; n < 20; n += 1) families.push(await family({ ...chain, organizationId }, `家庭${n}`));
    const asked = await Promise.all(
      families.map(({ guardian, studentId }) =>
        app.ask(guardian, CHOOSE, { input: { studentId, classGroupId: ids.friday } }),
      ),
    );
    expect(asked.filter(({ errors }) => !errors)).toHaveLength(1);
    expect(new Set(asked.flatMap(({ errors }) => errors ?? []).map(({ extensions }) => extensions.code))).toEqual(
      new Set(['CLASS_FULL']),
    );
    expect(await rows(app, organizationId, MISCOUNTED)).toEqual([]);
  });
});
