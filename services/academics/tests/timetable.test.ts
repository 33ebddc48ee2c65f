import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import pg from 'pg';
import { ENROLL, SCHEDULE, startAcademics } from './harness.ts';

let app: Awaited<ReturnType<typeof startAcademics>>;
beforeAll(async () => {
  app = await startAcademics();
});
afterAll(() => app.stop());

const MONDAY = '2026-03-09T10:00:00.000Z';
const RESCHEDULE = `mutation ($input: RescheduleLessonInput!) {
  rescheduleLesson(input: $input) { scheduledLesson { startsAt endsAt changeReason } } }`;
const CANCEL = 'mutation ($input: CancelLessonInput!) { cancelLesson(input: $input) { scheduledLesson { status } } }';
const SUBSTITUTE = `mutation ($input: AssignSubstituteInput!) {
  assignSubstitute(input: $input) { scheduledLesson { teacher { name } substituteTeacher { name } } } }`;
const WITHDRAW = 'mutation ($input: WithdrawStudentInput!) { withdrawStudent(input: $input) { enrollment { id } } }';
const ENROLL_ID = 'mutation ($input: EnrollStudentInput!) { enrollStudent(input: $input) { enrollment { id } } }';

const lessonAt = (classGroupId: string, startsAt: string, extra: object = {}) => ({
  classGroupId,
  lessons: [{ startsAt, ...extra }],
});
const idsOf = (given: Record<string, unknown>) => (given.scheduledLessons as { id: string }[]).map(({ id }) => id);

describe('clashes are refused with the other lesson named', () => {
  test('a room is not taken twice: class, room and time on the branch’s clock are told', async () => {
    const { clerk, classGroupId, openClass, addTeacher } = await app.chain();
    const [lessonId] = idsOf(await app.give(clerk, SCHEDULE, lessonAt(classGroupId, MONDAY)));
    const second = await openClass('四年级数学', { teacherId: await addTeacher('赵老师') });
    const error = await app.refused(clerk, SCHEDULE, lessonAt(second, '2026-03-09T11:00:00Z'));
    expect(error?.message).toBe(
      'Room A201 is taken by class 三年级数学 on 2026-03-09 18:00–19:30. Choose another room or time.',
    );
    expect(error?.extensions).toMatchObject({ code: 'ROOM_CLASH', scheduledLessonId: lessonId });
  });

  test('right after the other lesson the room is free', async () => {
    const { clerk, classGroupId, openClass } = await app.chain();
    await app.give(clerk, SCHEDULE, lessonAt(classGroupId, MONDAY));
    const second = await openClass('四年级数学');
    await app.give(clerk, SCHEDULE, lessonAt(second, '2026-03-09T11:30:00Z'));
  });

  test('a teacher is not in two branches at once, and the other branch’s class stays unnamed to a clerk', async () => {
    const { hq, clerk, classGroupId, otherBranchId, addRoom, openClass } = await app.chain();
    const elsewhere = await openClass('上海班', {
      branchId: otherBranchId,
      roomId: await addRoom('S1', otherBranchId),
    });
    await app.give(hq, SCHEDULE, lessonAt(elsewhere, MONDAY));
    const error = await app.refused(clerk, SCHEDULE, lessonAt(classGroupId, MONDAY));
    expect(error?.extensions).toMatchObject({ code: 'TEACHER_CLASH', scheduledLessonId: null });
    expect(error?.message).toContain('Teacher 林老师 teaches a class of another branch');
    expect((await app.refused(hq, SCHEDULE, lessonAt(classGroupId, MONDAY)))?.message).toContain('class 上海班');
  });

  test('a student is not enrolled in a second class at the same hour', async () => {
    const { clerk, classGroupId, openClass, addRoom, addTeacher, convert } = await app.chain();
    const second = await openClass('英语', { roomId: await addRoom('A202'), teacherId: await addTeacher('赵老师') });
    await app.give(clerk, SCHEDULE, lessonAt(classGroupId, MONDAY));
    await app.give(clerk, SCHEDULE, lessonAt(second, '2026-03-09T10:30:00Z'));
    const { studentId } = await convert('小明');
    await app.give(clerk, ENROLL_ID, { studentId, classGroupId });
    const error = await app.refused(clerk, ENROLL_ID, { studentId, classGroupId: second });
    expect(error?.extensions.code).toBe('STUDENT_CLASH');
    expect(error?.message).toContain('Student 小明 has a lesson of class 三年级数学 on 2026-03-09 18:00–19:30');
    expect((await app.ask(clerk, '{ students { nodes { classGroups { name } } } }')).data.students.nodes).toEqual([
      { classGroups: [{ name: '三年级数学' }] },
    ]);
  });

  test('a lesson is not put where one of the class’s students sits already', async () => {
    const { clerk, classGroupId, openClass, addRoom, addTeacher, convert } = await app.chain();
    const second = await openClass('英语', { roomId: await addRoom('A202'), teacherId: await addTeacher('赵老师') });
    const { studentId } = await convert('小明');
    for (const id of [classGroupId, second]) await app.give(clerk, ENROLL_ID, { studentId, classGroupId: id });
    await app.give(clerk, SCHEDULE, lessonAt(classGroupId, MONDAY));
    const error = await app.refused(clerk, SCHEDULE, lessonAt(second, MONDAY));
    expect(error?.extensions.code).toBe('STUDENT_CLASH');
  });

  test('a student enrols while the lesson in the way is being moved: it fits or it clashes, and nobody is locked out', async () => {
    const { clerk, openClass, classGroupId, addRoom, addTeacher, convert } = await app.chain();
    const second = await openClass('英语', { roomId: await addRoom('A202'), teacherId: await addTeacher('赵老师') });
    const { studentId } = await convert('小明');
    await app.give(clerk, ENROLL, { studentId, classGroupId: second });
    const [inTheWay] = idsOf(await app.give(clerk, SCHEDULE, lessonAt(second, MONDAY)));
    await app.give(clerk, SCHEDULE, lessonAt(classGroupId, MONDAY));
    for (let round = 0; round < 12; round += 1) {
      const move = (startsAt: string) =>
        app.refused(clerk, RESCHEDULE, { scheduledLessonId: inTheWay, startsAt, reason: `第${round}次` });
      const [moved, enrolled] = await Promise.all([
        move('2026-03-09T14:00:00Z'),
        app.refused(clerk, ENROLL_ID, { studentId, classGroupId }),
      ]);
      expect(moved).toBeUndefined();
      expect([undefined, 'STUDENT_CLASH']).toContain(enrolled?.extensions.code);
      if (!enrolled) await app.give(clerk, WITHDRAW, { studentId, classGroupId });
      expect(await move(MONDAY)).toBeUndefined();
    }
  });

  test('clerks who enrol, schedule, move, cancel and withdraw all at once never lock each other out', async () => {
    const { clerk, openClass, convert } = await app.chain();
    const groups = await Promise.all(['甲', '乙', '丙'].map((name) => openClass(name, { capacity: 9 })));
    const students = await Promise.all(['一', '二', '三', '四'].map((name) => convert(name)));
    const codes = new Set<string>();
    const attempt = async (query: string, input: object) => {
      const error = await app.refused(clerk, query, input);
      if (error) codes.add(error.extensions.code);
    };
    const lessons: { id: string; classGroupId: string }[] = [];
    for (const [day, classGroupId] of groups.entries()) {
      const starts = [9, 11, 13].map((hour) => ({ startsAt: `2026-03-0${day + 4}T0${hour - 8}:00:00Z` }));
      const ids = idsOf(await app.give(clerk, SCHEDULE, { classGroupId, lessons: starts }));
      lessons.push(...ids.map((id) => ({ id, classGroupId })));
    }
    for (let round = 0; round < 3; round += 1) {
      await Promise.all([
        ...students.flatMap(({ studentId }, n) =>
          groups.map((classGroupId, g) =>
            attempt((n + g + round) % 3 ? ENROLL : WITHDRAW, { studentId, classGroupId }),
          ),
        ),
        ...lessons.map(({ id }, n) =>
          n % 3 === round
            ? attempt(CANCEL, { scheduledLessonId: id, reason: '并发' })
            : attempt(RESCHEDULE, {
                scheduledLessonId: id,
                startsAt: `2026-03-0${4 + ((n + round) % 4)}T0${1 + 2 * (n % 3)}:15:00Z`,
                reason: '并发',
              }),
        ),
      ]);
    }
    const refusals = ['ALREADY_ENROLLED', 'NOT_ENROLLED', 'LESSON_CANCELLED', 'NOTHING_TO_CHANGE'];
    const clashes = ['ROOM_CLASH', 'TEACHER_CLASH', 'STUDENT_CLASH'];
    expect([...codes].filter((code) => ![...refusals, ...clashes].includes(code))).toEqual([]);
  });

  test('two clerks who book the same room at the same instant: exactly one wins, the other is told why', async () => {
    const { clerk, openClass, addTeacher } = await app.chain();
    const groups = await Promise.all(
      ['甲', '乙', '丙', '丁', '戊', '己'].map(async (name) => openClass(name, { teacherId: await addTeacher(name) })),
    );
    const outcomes = await Promise.all(groups.map((id) => app.refused(clerk, SCHEDULE, lessonAt(id, MONDAY))));
    expect(outcomes.filter((error) => error === undefined)).toHaveLength(1);
    expect(new Set(outcomes.flatMap((error) => error?.extensions.code ?? []))).toEqual(new Set(['ROOM_CLASH']));
  });

  test('the database itself lets nobody be at two lessons at once', async () => {
    const { clerk, organizationId, roomId, classGroupId } = await app.chain();
    await app.give(clerk, SCHEDULE, lessonAt(classGroupId, MONDAY));
    const client = new pg.Client(app.urls.app);
    await client.connect();
    try {
      await client.query(`select set_config('app.organization', $1, false)`, [organizationId]);
      const insert = client.query(
        `insert into resource_booking values (gen_random_uuid(), 'ROOM', $1, $2, tstzrange($3, $3::timestamptz + interval '1 minute'))`,
        [roomId, organizationId, MONDAY],
      );
      await expect(insert).rejects.toMatchObject({ code: '23P01', constraint: 'resource_booking_no_overlap' });
    } finally {
      await client.end();
    }
  });
});

describe('the timetable', () => {
  test('who enrols while lessons are being scheduled is booked into them', async () => {
    const { clerk, classGroupId, convert, openClass, addRoom, addTeacher } = await app.chain();
    const { studentId } = await convert('小明');
    await Promise.all([
      app.give(clerk, ENROLL, { studentId, classGroupId }),
      app.give(clerk, SCHEDULE, lessonAt(classGroupId, MONDAY)),
    ]);
    const second = await openClass('英语', { roomId: await addRoom('A202'), teacherId: await addTeacher('赵老师') });
    await app.give(clerk, SCHEDULE, lessonAt(second, MONDAY));
    expect((await app.refused(clerk, ENROLL, { studentId, classGroupId: second }))?.extensions.code).toBe(
      'STUDENT_CLASH',
    );
  });

  test('weekly lessons are all scheduled, or none when one of them clashes', async () => {
    const { clerk, classGroupId, openClass } = await app.chain();
    const weekly = { weekday: 1, startTime: '18:00', from: '2026-03-02', count: 4, skipDays: ['2026-03-16'] };
    const given = await app.give(clerk, SCHEDULE, { classGroupId, weekly });
    const lessons = given.scheduledLessons as unknown as { startsAt: string }[];
    expect(lessons.map(({ startsAt }) => startsAt)).toEqual([
      '2026-03-02T10:00:00.000Z',
      '2026-03-09T10:00:00.000Z',
      '2026-03-23T10:00:00.000Z',
      '2026-03-30T10:00:00.000Z',
    ]);
    const second = await openClass('乙班');
    const error = await app.refused(clerk, SCHEDULE, {
      classGroupId: second,
      weekly: { ...weekly, from: '2026-03-16' },
    });
    expect(error?.extensions.code).toBe('ROOM_CLASH');
    const left = await app.ask(clerk, 'query ($id: ID!) { classGroup(id: $id) { lessons { id } } }', { id: second });
    expect(left.data.classGroup.lessons).toEqual([]);
  });

  test('a lesson that moves takes its room, teacher and students along and frees the old hour', async () => {
    const { clerk, classGroupId, openClass, convert } = await app.chain();
    const { studentId } = await convert('小明');
    await app.give(clerk, ENROLL, { studentId, classGroupId });
    const [scheduledLessonId] = idsOf(await app.give(clerk, SCHEDULE, lessonAt(classGroupId, MONDAY)));
    const moved = await app.give(clerk, RESCHEDULE, {
      scheduledLessonId,
      startsAt: '2026-03-09T12:00:00Z',
      reason: '老师培训',
    });
    expect(moved.scheduledLesson).toEqual({
      startsAt: '2026-03-09T12:00:00.000Z',
      endsAt: '2026-03-09T13:30:00.000Z',
      changeReason: '老师培训',
    });
    const second = await openClass('乙班');
    await app.give(clerk, SCHEDULE, lessonAt(second, MONDAY));
    const error = await app.refused(clerk, SCHEDULE, lessonAt(second, '2026-03-09T13:00:00Z'));
    expect(error?.extensions.code).toBe('ROOM_CLASH');
  });

  test('a lesson may be moved within its own hour', async () => {
    const { clerk, classGroupId } = await app.chain();
    const [scheduledLessonId] = idsOf(await app.give(clerk, SCHEDULE, lessonAt(classGroupId, MONDAY)));
    await app.give(clerk, RESCHEDULE, { scheduledLessonId, startsAt: '2026-03-09T10:30:00Z', reason: '堵车' });
  });

  test('a substitute teaches one lesson and is not needed elsewhere at that time', async () => {
    const { clerk, classGroupId, openClass, addRoom, addTeacher } = await app.chain();
    const substitute = await addTeacher('赵老师');
    const [scheduledLessonId] = idsOf(await app.give(clerk, SCHEDULE, lessonAt(classGroupId, MONDAY)));
    const given = await app.give(clerk, SUBSTITUTE, { scheduledLessonId, teacherId: substitute, reason: '病假' });
    expect(given.scheduledLesson).toEqual({ teacher: { name: '赵老师' }, substituteTeacher: { name: '赵老师' } });
    const second = await openClass('英语', { roomId: await addRoom('A202'), teacherId: substitute });
    const error = await app.refused(clerk, SCHEDULE, lessonAt(second, MONDAY));
    expect(error?.extensions.code).toBe('TEACHER_CLASH');
  });

  test('a cancelled lesson frees its room, and what was held stays as it was', async () => {
    const { clerk, classGroupId, openClass } = await app.chain();
    const [first, second] = idsOf(
      await app.give(clerk, SCHEDULE, {
        classGroupId,
        lessons: [{ startsAt: MONDAY }, { startsAt: '2026-02-23T10:00:00Z' }],
      }),
    );
    const cancelled = await app.give(clerk, CANCEL, { scheduledLessonId: second, reason: '停电' });
    expect(cancelled.scheduledLesson).toEqual({ status: 'CANCELLED' });
    await app.give(clerk, SCHEDULE, lessonAt(await openClass('乙班'), MONDAY));
    const over = await app.refused(clerk, CANCEL, { scheduledLessonId: first, reason: '停电' });
    expect(over?.extensions.code).toBe('LESSON_OVER');
    const again = await app.refused(clerk, CANCEL, { scheduledLessonId: second, reason: '停电' });
    expect(again?.extensions.code).toBe('LESSON_CANCELLED');
  });

  test('is listed by day, teacher, room and student, in order', async () => {
    const { clerk, classGroupId, teacherId, roomId, convert } = await app.chain();
    const { studentId } = await convert('小明');
    await app.give(clerk, SCHEDULE, {
      classGroupId,
      weekly: { weekday: 2, startTime: '09:00', from: '2026-03-02', count: 3 },
    });
    await app.give(clerk, ENROLL, { studentId, classGroupId });
    const list = async (filter: object) =>
      (
        await app.ask(
          clerk,
          'query ($filter: ScheduledLessonFilter) { scheduledLessons(first: 2, filter: $filter) { totalCount nodes { startsAt students { name } } pageInfo { hasNextPage } } }',
          { filter },
        )
      ).data.scheduledLessons;
    const expected = { totalCount: 3, pageInfo: { hasNextPage: true } };
    for (const filter of [{ teacherId }, { roomId }, { studentId }, { classGroupId }]) {
      expect(await list(filter)).toMatchObject(expected);
    }
    expect(await list({ studentId, from: '2026-03-10T00:00:00Z', to: '2026-03-11T00:00:00Z' })).toEqual({
      totalCount: 1,
      nodes: [{ startsAt: '2026-03-10T01:00:00.000Z', students: [{ name: '小明' }] }],
      pageInfo: { hasNextPage: false },
    });
    const teacher = await app.ask(
      clerk,
      'query ($id: ID!) { teacher(id: $id) { subjects lessons { startsAt } } student: teachers(filter: {}) { totalCount } }',
      { id: teacherId },
    );
    expect(teacher.data.teacher.subjects).toEqual(['数学']);
    expect(teacher.data.teacher.lessons).toHaveLength(3);
  });
});
