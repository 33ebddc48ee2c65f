import { newId } from '@campusgraph/persistence';
import { principals } from '@campusgraph/testing';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import pg from 'pg';
import { ENROLL, SCHEDULE, startAcademics } from './harness.ts';

let app: Awaited<ReturnType<typeof startAcademics>>;
beforeAll(async () => {
  app = await startAcademics();
});
afterAll(() => app.stop());

const PROMOTE = `mutation ($input: PromoteClassGroupInput!) { promoteClassGroup(input: $input) { classPromotion {
  takesEffectAt lessonsCancelled fromClassGroup { id status enrolledCount } toClassGroup { id name status enrolledCount }
  enrollments { id enrolledAt student { name } } notMoved { student { name } code message } } } }`;
const MERGE = `mutation ($input: MergeClassGroupsInput!) { mergeClassGroups(input: $input) {
  fromClassGroup { status enrolledCount } toClassGroup { enrolledCount } lessonsCancelled
  enrollments { student { name } } alreadyThere { student { name } } } }`;
const CLOSE = 'mutation ($input: CloseClassGroupInput!) { closeClassGroup(input: $input) { classGroup { status } } }';
const REOPEN = `mutation ($input: ReopenClassGroupInput!) { reopenClassGroup(input: $input) {
  classGroup { status enrolledCount } enrollments { student { name } } notMoved { code } } }`;
const SUSPEND =
  'mutation ($input: SuspendEnrollmentInput!) { suspendEnrollment(input: $input) { enrollmentSuspension { id } } }';

type Principal = Parameters<typeof app.ask>[0];

const at = (day: string, hour = 10) => `${day}T${String(hour).padStart(2, '0')}:00:00.000Z`;

/** 甲 and 乙 in a class, and the next class with other places; all of 3 seats. The clock stands on 2026-03-01. */
async function school(names = ['甲', '乙']) {
  app.clock.set(at('2026-03-01', 9));
  const chain = await app.chain();
  const { hq, openClass, addRoom, addTeacher, convert } = chain;
  const elsewhere = async (name: string, extra: object = {}) =>
    openClass(name, {
      roomId: await addRoom(`室 ${name}`),
      teacherId: await addTeacher(`${name}老师`),
      capacity: 3,
      ...extra,
    });
  const from = await elsewhere('一级');
  const to = await elsewhere('二级');
  const add = async (name: string, classGroupId: string) => {
    const { studentId } = await convert(name);
    await app.give(hq, ENROLL, { studentId, classGroupId });
    return studentId;
  };
  const students: Record<string, string> = {};
  for (const name of names) students[name] = await add(name, from);
  const schedule = (classGroupId: string, ...days: string[]) =>
    app.give(hq, SCHEDULE, { classGroupId, lessons: days.map((day) => ({ startsAt: at(day) })) });
  const promotion = { fromClassGroupId: from, toClassGroupId: to, reason: '学完一级' };
  const ask = (query: string, input: object, principal: Principal = hq) => app.ask(principal, query, { input });
  return { ...chain, from, to, elsewhere, add, students, schedule, promotion, ask };
}

const NAMES = `query ($id: ID!) { classGroup(id: $id) { status enrolledCount students { name }
  lessons { startsAt status students { name } } } }`;
interface Seen {
  status: string;
  enrolledCount: number;
  students: { name: string }[];
  lessons: { startsAt: string; status: string; students: { name: string }[] }[];
}
async function seen(principal: Principal, id: string) {
  const { status, enrolledCount, students, lessons } = (await app.ask(principal, NAMES, { id })).data
    .classGroup as Seen;
  const names = (some: { name: string }[]) => some.map(({ name }) => name);
  return {
    ...{ status, enrolledCount, students: names(students) },
    lessons: lessons.map((one) => [one.startsAt.slice(0, 10), one.status, ...names(one.students)].join(' ')),
  };
}

async function told(organizationId: string, type: string) {
  const client = new pg.Client(app.urls.system);
  await client.connect();
  const { rows } = await client.query<{ data: Record<string, unknown> }>(
    `select envelope->'data' as data from events.log where organization_id = $1 and type = $2 order by position`,
    [organizationId, type],
  );
  await client.end();
  return rows.map(({ data }) => data);
}

describe('a class that goes on to the next level', () => {
  test('is in a class that is opened for it, each student told as a move, and the old class closes', async () => {
    const { from, ask, courseId, organizationId, schedule, hq, addRoom, addTeacher, promotion, students } =
      await school();
    await schedule(from, '2026-03-03', '2026-03-10');
    const newClassGroup = {
      courseId,
      name: '二级新班',
      capacity: 5,
      roomId: await addRoom('新'),
      teacherId: await addTeacher('新'),
    };
    const input = { ...promotion, toClassGroupId: undefined, newClassGroup, closeWhenEmpty: true };
    const { data, errors } = await ask(PROMOTE, input);
    expect(errors).toBeUndefined();
    const { classPromotion } = data.promoteClassGroup;
    expect(classPromotion).toMatchObject({
      ...{ takesEffectAt: at('2026-03-01', 9), lessonsCancelled: 2, notMoved: [] },
      fromClassGroup: { status: 'CLOSED', enrolledCount: 0 },
      toClassGroup: { name: '二级新班', status: 'OPEN', enrolledCount: 2 },
      enrollments: [{ student: { name: '甲' } }, { student: { name: '乙' } }],
    });
    expect((await seen(hq, from)).lessons).toEqual(['2026-03-03 CANCELLED', '2026-03-10 CANCELLED']);
    const moved = await told(organizationId, 'academics.student.moved.v1');
    expect(moved).toHaveLength(2);
    expect(moved[0]).toMatchObject({
      ...{ studentId: students.甲, cause: 'PROMOTION', reason: '学完一级' },
      ...{ from: { classGroupId: from }, to: { classGroupId: classPromotion.toClassGroup.id } },
    });
    expect(await told(organizationId, 'academics.lesson.cancelled.v1')).toHaveLength(2);
  });

  test('on a later day is expected in the old class until then and in the new one from then on', async () => {
    const { from, to, ask, schedule, hq, promotion, students, add } = await school();
    await schedule(from, '2026-03-03', '2026-03-10');
    await schedule(to, '2026-03-04', '2026-03-10');
    await ask(PROMOTE, { ...promotion, studentIds: [students.甲], on: '2026-03-09' });
    expect(await seen(hq, from)).toMatchObject({
      ...{ enrolledCount: 1, students: ['乙'] },
      lessons: ['2026-03-03 SCHEDULED 甲 乙', '2026-03-10 SCHEDULED 乙'],
    });
    expect((await seen(hq, to)).lessons).toEqual(['2026-03-04 SCHEDULED', '2026-03-10 SCHEDULED 甲']);
    const { student } = (
      await app.ask(hq, 'query ($id: ID!) { student(id: $id) { nextLessons { startsAt } } }', { id: students.甲 })
    ).data;
    expect(student.nextLessons.map(({ startsAt }: { startsAt: string }) => startsAt.slice(0, 10))).toEqual([
      '2026-03-03',
      '2026-03-10',
    ]);
    // A lesson that the old class gets before that day has the student too.
    await schedule(from, '2026-03-06', '2026-03-12');
    expect((await seen(hq, from)).lessons).toEqual([
      ...[
        '2026-03-03 SCHEDULED 甲 乙',
        '2026-03-06 SCHEDULED 甲 乙',
        '2026-03-10 SCHEDULED 乙',
        '2026-03-12 SCHEDULED 乙',
      ],
    ]);
    // Until then the chair is taken: with 丙 the class of 3 is full.
    await add('丙', from);
    await expect(add('丁', from)).rejects.toMatchObject({ extensions: { code: 'CLASS_FULL' } });
    app.clock.set(at('2026-03-09'));
    await add('戊', from);
  });

  test('who changes his mind is moved back, and is at the old lessons once', async () => {
    const { from, to, ask, schedule, hq, promotion, students } = await school(['甲']);
    await schedule(from, '2026-03-03', '2026-03-10');
    await ask(PROMOTE, { ...promotion, on: '2026-03-09' });
    const MOVE = 'mutation ($input: MoveStudentInput!) { moveStudent(input: $input) { enrollment { id } } }';
    await app.give(hq, MOVE, { studentId: students.甲, fromClassGroupId: to, toClassGroupId: from, reason: '留级' });
    expect(await seen(hq, from)).toMatchObject({
      ...{ enrolledCount: 1, students: ['甲'] },
      lessons: ['2026-03-03 SCHEDULED 甲', '2026-03-10 SCHEDULED 甲'],
    });
  });

  test('a full class that was to go on comes back whole, and is not counted twice', async () => {
    const { from, to, ask, schedule, hq, promotion, add } = await school(['甲', '乙', '丙']);
    await schedule(from, '2026-03-03', '2026-03-10');
    await ask(PROMOTE, { ...promotion, on: '2026-03-09' });
    await expect(add('丁', from)).rejects.toMatchObject({ extensions: { code: 'CLASS_FULL' } });
    const back = { fromClassGroupId: to, toClassGroupId: from, reason: '推迟升班' };
    expect((await ask(PROMOTE, back)).errors).toBeUndefined();
    expect((await seen(hq, from)).lessons).toEqual(['2026-03-03 SCHEDULED 丙 甲 乙', '2026-03-10 SCHEDULED 丙 甲 乙']);
    const WITHDRAW =
      'mutation ($input: WithdrawStudentInput!) { withdrawStudent(input: $input) { enrollment { id } } }';
    const { students } = (
      await app.ask(hq, 'query ($id: ID!) { classGroup(id: $id) { students { id } } }', { id: from })
    ).data.classGroup;
    await app.give(hq, WITHDRAW, { studentId: students[0].id, classGroupId: from });
    await add('丁', from);
    expect((await seen(hq, from)).lessons[1]).toBe('2026-03-10 SCHEDULED 丁 甲 乙');
  });

  test('who leaves the school before that day leaves the old class too', async () => {
    const { from, to, ask, schedule, hq, promotion, students } = await school(['甲']);
    await schedule(from, '2026-03-03', '2026-03-10');
    await ask(PROMOTE, { ...promotion, on: '2026-03-09' });
    const WITHDRAW = `mutation ($input: WithdrawStudentInput!) { withdrawStudent(input: $input) {
      enrollment { withdrawnAt classGroup { enrolledCount } student { status } } } }`;
    for (const classGroupId of [to, from]) {
      const { enrollment } = await app.give(hq, WITHDRAW, { studentId: students.甲, classGroupId });
      expect(enrollment).toMatchObject({ withdrawnAt: at('2026-03-01', 9), classGroup: { enrolledCount: 0 } });
      expect(enrollment).toMatchObject({ student: { status: 'FORMER' } });
    }
    expect((await seen(hq, from)).lessons).toEqual(['2026-03-03 SCHEDULED', '2026-03-10 SCHEDULED']);
  });

  test('names everybody who cannot, and then nobody goes, or those who can', async () => {
    const { from, to, ask, schedule, hq, promotion, elsewhere, students, add } = await school(['甲', '乙', '丙']);
    await schedule(to, '2026-03-10');
    const third = await elsewhere('英语');
    await schedule(third, '2026-03-10');
    await app.give(hq, ENROLL, { studentId: students.甲, classGroupId: third });
    await add('丁', to);
    await add('戊', to);
    const refused = await ask(PROMOTE, promotion);
    expect(refused.errors?.[0]?.extensions).toMatchObject({
      ...{ code: 'STUDENTS_NOT_PLACED', count: 2 },
      students: [
        { studentId: students.甲, code: 'STUDENT_CLASH' },
        { studentId: students.丙, code: 'CLASS_FULL' },
      ],
    });
    expect(refused.errors?.[0]?.message).toContain(
      '甲: Student 甲 has a lesson of class 英语 on 2026-03-10 18:00–19:30.',
    );
    expect((await seen(hq, from)).students).toEqual(['丙', '甲', '乙']);
    const { data } = await ask(PROMOTE, { ...promotion, onConflict: 'SKIP', closeWhenEmpty: true });
    expect(data.promoteClassGroup.classPromotion).toMatchObject({
      ...{ enrollments: [{ student: { name: '乙' } }], fromClassGroup: { status: 'OPEN', enrolledCount: 2 } },
      notMoved: [
        { student: { name: '甲' }, code: 'STUDENT_CLASH' },
        { student: { name: '丙' }, code: 'CLASS_FULL' },
      ],
    });
    expect((await seen(hq, to)).lessons).toEqual(['2026-03-10 SCHEDULED 丁 戊 乙']);
  });

  test('is refused where it means nothing', async () => {
    const { from, to, ask, promotion, courseId, roomId, teacherId } = await school();
    const code = async (input: object) => (await ask(PROMOTE, { ...promotion, ...input })).errors?.[0]?.extensions.code;
    const newClassGroup = { courseId, roomId, teacherId, name: '新', capacity: 5 };
    expect(await code({ newClassGroup })).toBe('ONE_NEXT_CLASS');
    expect(await code({ toClassGroupId: null })).toBe('ONE_NEXT_CLASS');
    expect(await code({ toClassGroupId: from })).toBe('SAME_CLASS');
    expect(await code({ studentIds: [newId()] })).toBe('NOT_ENROLLED');
    expect(await code({ studentIds: [] })).toBe('NOBODY_TO_PROMOTE');
    expect(await code({ on: '2026-02-28' })).toBe('INVALID_PROMOTION_DAY');
    expect(await code({ toClassGroupId: null, newClassGroup: { ...newClassGroup, capacity: 100 } })).toBe(
      'ROOM_TOO_SMALL',
    );
    await ask(CLOSE, { classGroupId: to });
    expect(await code({})).toBe('CLASS_CLOSED');
  });

  test('a suspended student goes along and stays suspended', async () => {
    const { ask, schedule, hq, to, promotion, students, from } = await school();
    await schedule(to, '2026-03-10', '2026-03-17');
    await ask(SUSPEND, {
      studentId: students.甲,
      classGroupId: from,
      from: '2026-03-09',
      until: '2026-03-15',
      reason: '旅行',
    });
    await ask(PROMOTE, promotion);
    expect((await seen(hq, to)).lessons).toEqual(['2026-03-10 SCHEDULED 乙', '2026-03-17 SCHEDULED 甲 乙']);
  });

  test('meets somebody who enrols at the same instant: the next class is never overfull', async () => {
    const { ask, to, promotion, convert, hq } = await school();
    const others = await Promise.all(['丙', '丁'].map((name) => convert(name)));
    const [promoted, ...enrolled] = await Promise.all([
      ask(PROMOTE, promotion),
      ...others.map(({ studentId }) => ask(ENROLL, { studentId, classGroupId: to })),
    ]);
    const { enrolledCount, students } = await seen(hq, to);
    expect(enrolledCount).toBe(students.length);
    expect(enrolledCount).toBeLessThanOrEqual(3);
    const codes = [promoted, ...enrolled].map((one) => one?.errors?.[0]?.extensions.code);
    expect(
      codes.filter((code) => code !== undefined && code !== 'CLASS_FULL' && code !== 'STUDENTS_NOT_PLACED'),
    ).toEqual([]);
    expect(students).toHaveLength((promoted?.errors ? 0 : 2) + enrolled.filter((one) => !one?.errors).length);
  });
});

describe('two classes that become one', () => {
  test('all students go over, who is in both leaves one, the lessons are cancelled once each and the class closes', async () => {
    const { from, to, ask, schedule, hq, students, organizationId } = await school();
    await schedule(from, '2026-03-03', '2026-03-10');
    await schedule(to, '2026-03-03', '2026-03-11');
    await app.refused(hq, ENROLL, { studentId: students.甲, classGroupId: to });
    await schedule(from, '2026-03-20');
    const { data, errors } = await ask(MERGE, { fromClassGroupId: from, toClassGroupId: to, reason: '人数不足' });
    expect(errors).toBeUndefined();
    expect(data.mergeClassGroups).toEqual({
      ...{
        fromClassGroup: { status: 'CLOSED', enrolledCount: 0 },
        toClassGroup: { enrolledCount: 2 },
        lessonsCancelled: 3,
      },
      ...{ enrollments: [{ student: { name: '甲' } }, { student: { name: '乙' } }], alreadyThere: [] },
    });
    expect((await seen(hq, to)).lessons).toEqual(['2026-03-03 SCHEDULED 甲 乙', '2026-03-11 SCHEDULED 甲 乙']);
    const cancelled = await told(organizationId, 'academics.lesson.cancelled.v1');
    expect(new Set(cancelled.map(({ scheduledLessonId }) => scheduledLessonId)).size).toBe(3);
    expect(cancelled).toHaveLength(3);
    expect((await told(organizationId, 'academics.student.moved.v1')).map(({ cause }) => cause)).toEqual([
      'MERGER',
      'MERGER',
    ]);
  });

  test('who was in both classes is in the one that stays', async () => {
    const { from, to, ask, students, hq } = await school();
    await app.give(hq, ENROLL, { studentId: students.甲, classGroupId: to });
    const { data } = await ask(MERGE, { fromClassGroupId: from, toClassGroupId: to, reason: '人数不足' });
    expect(data.mergeClassGroups).toMatchObject({
      ...{ toClassGroup: { enrolledCount: 2 }, alreadyThere: [{ student: { name: '甲' } }] },
      enrollments: [{ student: { name: '乙' } }],
    });
  });

  test('nothing changes where somebody does not fit, and everybody who does not is named', async () => {
    const { from, to, ask, schedule, hq, add, students, elsewhere } = await school(['甲', '乙', '丙']);
    await schedule(from, '2026-03-03');
    await schedule(to, '2026-03-10');
    const third = await elsewhere('英语');
    await schedule(third, '2026-03-10');
    await app.give(hq, ENROLL, { studentId: students.乙, classGroupId: third });
    await add('丁', to);
    await add('戊', to);
    const { errors } = await ask(MERGE, { fromClassGroupId: from, toClassGroupId: to, reason: '人数不足' });
    expect(errors?.[0]?.extensions).toMatchObject({
      code: 'STUDENTS_NOT_PLACED',
      students: [
        { studentId: students.乙, code: 'STUDENT_CLASH' },
        { studentId: students.丙, code: 'CLASS_FULL' },
      ],
    });
    expect(await seen(hq, from)).toMatchObject({
      status: 'OPEN',
      enrolledCount: 3,
      lessons: [expect.stringContaining('SCHEDULED')],
    });
  });

  test('a lesson that runs is held to its end', async () => {
    const { from, to, ask, schedule, hq } = await school();
    await schedule(from, '2026-03-03', '2026-03-10');
    app.clock.set('2026-03-03T10:20:00.000Z');
    await ask(MERGE, { fromClassGroupId: from, toClassGroupId: to, reason: '人数不足' });
    expect((await seen(hq, from)).lessons).toEqual(['2026-03-03 SCHEDULED 甲 乙', '2026-03-10 CANCELLED']);
  });

  test('a child that was registered in a branch which the clerk does not see is named, and headquarters moves it', async () => {
    const { from, to, ask, convert, hq, otherBranchId, organizationId, branchId } = await school(['甲']);
    const { studentId } = await convert('远', { branch: otherBranchId });
    await app.give(hq, ENROLL, { studentId, classGroupId: from });
    const clerk = principals.staff({ organizationId, branchIds: [branchId], role: 'ACADEMIC' });
    const input = { fromClassGroupId: from, toClassGroupId: to, reason: '人数不足' };
    const { errors } = await ask(MERGE, input, clerk);
    expect(errors?.[0]?.extensions).toMatchObject({ students: [{ studentId, code: 'STUDENT_OF_ANOTHER_BRANCH' }] });
    expect((await ask(MERGE, input)).data.mergeClassGroups.toClassGroup.enrolledCount).toBe(2);
  });
});

describe('a class that was closed by mistake', () => {
  test('is open again with the students whom closing it sent away, not those who had left before', async () => {
    const { from, to, ask, hq, students } = await school(['甲', '乙', '丙']);
    const MOVE = 'mutation ($input: MoveStudentInput!) { moveStudent(input: $input) { enrollment { id } } }';
    await app.give(hq, MOVE, { studentId: students.丙, fromClassGroupId: from, toClassGroupId: to, reason: '换班' });
    await ask(CLOSE, { classGroupId: from });
    expect((await ask(CLOSE, { classGroupId: from })).errors?.[0]?.extensions.code).toBe('CLASS_STATUS');
    app.clock.advance({ hours: 1 });
    const { data } = await ask(REOPEN, { classGroupId: from });
    expect(data.reopenClassGroup).toEqual({
      ...{ classGroup: { status: 'OPEN', enrolledCount: 2 }, notMoved: [] },
      enrollments: [{ student: { name: '甲' } }, { student: { name: '乙' } }],
    });
    expect((await ask(REOPEN, { classGroupId: from })).errors?.[0]?.extensions.code).toBe('CLASS_STATUS');
  });

  test('after a merger stays without the students who went', async () => {
    const { from, to, ask } = await school();
    await ask(MERGE, { fromClassGroupId: from, toClassGroupId: to, reason: '人数不足' });
    const { data } = await ask(REOPEN, { classGroupId: from });
    expect(data.reopenClassGroup).toMatchObject({ classGroup: { status: 'OPEN', enrolledCount: 0 }, enrollments: [] });
  });
});
