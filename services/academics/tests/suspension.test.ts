import { principals } from '@campusgraph/testing';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import pg from 'pg';
import { ENROLL, SCHEDULE, startAcademics } from './harness.ts';

let app: Awaited<ReturnType<typeof startAcademics>>;
beforeAll(async () => {
  app = await startAcademics();
});
afterAll(() => app.stop());

const SUSPENSION =
  'enrollmentSuspension { id status startsAt endsAt keepsSeat enrollment { holdsSeat classGroup { enrolledCount } } }';
const SUSPEND = `mutation ($input: SuspendEnrollmentInput!) { suspendEnrollment(input: $input) { ${SUSPENSION} } }`;
const RESUME = `mutation ($input: ResumeEnrollmentInput!) { resumeEnrollment(input: $input) { ${SUSPENSION} } }`;
const CANCEL = `mutation ($input: CancelSuspensionInput!) { cancelSuspension(input: $input) { ${SUSPENSION} } }`;
const WITHDRAW = `mutation ($input: WithdrawStudentInput!) { withdrawStudent(input: $input) { enrollment {
  suspensions { status } classGroup { enrolledCount } } } }`;
const MOVE = `mutation ($input: MoveStudentInput!) { moveStudent(input: $input) { enrollment {
  holdsSeat suspensions { status startsAt endsAt reason } classGroup { enrolledCount } } } }`;
const RESCHEDULE = `mutation ($input: RescheduleLessonInput!) { rescheduleLesson(input: $input) { scheduledLesson { id } } }`;

// The clock stands on Sunday, 2026-03-01, 17:00 in Shanghai.
const TUESDAYS = ['2026-03-03', '2026-03-10', '2026-03-17', '2026-03-24'];
const at = (day: string, hour = 10) => `${day}T${hour}:00:00.000Z`;

/** 小明 in a class of two on four Tuesdays, and another class with other places. */
async function school() {
  app.clock.set(new Date('2026-03-01T09:00:00.000Z'));
  const chain = await app.chain();
  const { clerk, classGroupId, openClass, addRoom, addTeacher, convert } = chain;
  const { studentId, guardianId } = await convert('小明');
  await app.give(clerk, ENROLL, { studentId, classGroupId });
  await app.give(clerk, SCHEDULE, { classGroupId, lessons: TUESDAYS.map((day) => ({ startsAt: at(day) })) });
  const otherClassGroupId = await openClass('乙班', {
    roomId: await addRoom('A202'),
    teacherId: await addTeacher('赵老师'),
  });
  const who = { studentId, classGroupId };
  const suspend = (input: object) => app.give(clerk, SUSPEND, { ...who, reason: '旅行', ...input });
  const code = async (mutation: string, input: object) =>
    (await app.refused(clerk, mutation, input))?.extensions.code as string | undefined;
  const enrollOther = async (name: string) =>
    code(ENROLL, { studentId: (await convert(name)).studentId, classGroupId });
  const family = principals.guardian({ organizationId: chain.organizationId, guardianId, branchIds: [chain.branchId] });
  return { ...chain, guardianId, family, otherClassGroupId, who, suspend, code, enrollOther };
}

const LESSONS = `query ($id: ID!, $from: DateTime, $to: DateTime) { student(id: $id) {
  lessons(from: $from, to: $to) { startsAt } nextLessons(first: 50) { startsAt } } }`;
type Principal = Parameters<typeof app.ask>[0];
type Days = { startsAt: string }[];
const daysOf = (lessons: Days) => lessons.map(({ startsAt }) => startsAt.slice(0, 10)).toSorted();
/** The days on which the student is expected, as every list tells them. */
async function expectedDays(
  principal: Principal,
  { studentId, classGroupId }: { studentId: string; classGroupId: string },
) {
  const span = { from: at('2026-03-01', 11), to: at('2026-04-01') };
  const { student } = (await app.ask(principal, LESSONS, { id: studentId, ...span })).data;
  const roster = await app.ask(
    principal,
    `query ($id: ID!) { classGroup(id: $id) { lessons { startsAt students { id } } } }`,
    { id: classGroupId },
  );
  const listed = await app.ask(
    principal,
    'query ($id: ID!) { scheduledLessons(first: 50, filter: { studentId: $id }) { nodes { startsAt } } }',
    { id: studentId },
  );
  const onRoster = roster.data.classGroup.lessons.filter(({ students }: { students: { id: string }[] }) =>
    students.some(({ id }) => id === studentId),
  );
  const lists = [student.lessons, onRoster, listed.data.scheduledLessons.nodes].map((one: Days) => daysOf(one));
  expect(lists[2]).toEqual(lists[0]);
  expect(lists[0]).toEqual(expect.arrayContaining(lists[1] as string[]));
  return { lessons: lists[0], next: daysOf(student.nextLessons) };
}

/** Types and data of what was told about enrolments, the newest first. */
async function told(organizationId: string) {
  const client = new pg.Client(app.urls.system);
  await client.connect();
  const { rows } = await client.query<{ type: string; data: Record<string, unknown> }>(
    `select type, envelope->'data' as data from events.log where organization_id = $1 and type like 'academics.enrollment.%'
     order by position desc`,
    [organizationId],
  );
  await client.end();
  return rows;
}

describe('a student who is suspended for some days', () => {
  test('is not expected on those days, may be elsewhere then, and is expected again by himself', async () => {
    const { clerk, who, suspend, otherClassGroupId, organizationId, guardianId, family } = await school();
    const given = await suspend({ from: '2026-03-09', until: '2026-03-20' });
    expect(given.enrollmentSuspension).toMatchObject({
      ...{ status: 'PLANNED', startsAt: '2026-03-08T16:00:00.000Z', endsAt: '2026-03-20T16:00:00.000Z' },
      ...{ keepsSeat: true, enrollment: { holdsSeat: true, classGroup: { enrolledCount: 1 } } },
    });
    const days = ['2026-03-03', '2026-03-24'];
    expect(await expectedDays(clerk, who)).toEqual({ lessons: days, next: days });
    expect((await expectedDays(family, who)).next).toEqual(days);
    await app.give(clerk, SCHEDULE, { classGroupId: otherClassGroupId, lessons: [{ startsAt: at('2026-03-10') }] });
    await app.give(clerk, ENROLL, { studentId: who.studentId, classGroupId: otherClassGroupId });
    expect((await told(organizationId))[0]).toMatchObject({
      type: 'academics.enrollment.suspended.v1',
      data: {
        studentId: who.studentId,
        guardianId,
        endsAt: '2026-03-20T16:00:00.000Z',
        reason: '旅行',
        continues: null,
      },
    });
  });

  test('is booked again only where nothing else was booked meanwhile, and the clash is named', async () => {
    const { clerk, who, suspend, otherClassGroupId, code } = await school();
    await suspend({ from: '2026-03-01', until: '2026-03-20' });
    app.clock.set(at('2026-03-04'));
    await app.give(clerk, SCHEDULE, { classGroupId: otherClassGroupId, lessons: [{ startsAt: at('2026-03-10') }] });
    await app.give(clerk, ENROLL, { studentId: who.studentId, classGroupId: otherClassGroupId });
    const error = await app.refused(clerk, RESUME, who);
    expect(error?.extensions).toMatchObject({ code: 'STUDENT_CLASH', startsAt: at('2026-03-10') });
    expect(error?.message).toContain('Student 小明 has a lesson of class 乙班 on 2026-03-10 18:00–19:30');
    expect((await expectedDays(clerk, who)).next).toEqual(['2026-03-10', '2026-03-24']);
    await app.give(clerk, RESUME, { ...who, on: '2026-03-11' });
    expect((await expectedDays(clerk, who)).next).toEqual(['2026-03-10', '2026-03-17', '2026-03-24']);
    expect(await code(RESUME, { ...who, on: '2026-03-12' })).toBe('INVALID_RESUMPTION');
  });

  test('is not taken along into a lesson that is scheduled or moved into those days, and is into one that is moved out', async () => {
    const { clerk, who, suspend, classGroupId } = await school();
    await suspend({ from: '2026-03-09', until: '2026-03-20' });
    const { data } = await app.ask(clerk, 'query ($id: ID!) { classGroup(id: $id) { lessons { id startsAt } } }', {
      id: classGroupId,
    });
    const ids: string[] = data.classGroup.lessons.map(({ id }: { id: string }) => id);
    const move = (n: number, day: string) =>
      app.give(clerk, RESCHEDULE, { scheduledLessonId: ids[n], startsAt: at(day), reason: '调课' });
    await app.give(clerk, SCHEDULE, { classGroupId, lessons: [{ startsAt: at('2026-03-12') }] });
    await move(0, '2026-03-13');
    await move(1, '2026-03-25');
    expect((await expectedDays(clerk, who)).next).toEqual(['2026-03-24', '2026-03-25']);
  });

  test('is suspended once at a time, not in the past, and only where he is in the class', async () => {
    const { who, suspend, code, otherClassGroupId, clerk } = await school();
    const ask = (input: object) => code(SUSPEND, { ...who, reason: '旅行', ...input });
    await suspend({ from: '2026-03-09', until: '2026-03-20' });
    expect(await ask({ from: '2026-03-20' })).toBe('SUSPENSION_OVERLAPS');
    expect(await ask({ from: '2026-03-05', until: '2026-03-09' })).toBe('SUSPENSION_OVERLAPS');
    expect(await ask({ from: '2026-02-28' })).toBe('INVALID_SUSPENSION');
    expect(await ask({ from: '2026-04-02', until: '2026-04-01' })).toBe('INVALID_SUSPENSION');
    expect(await ask({ from: '2026-04-01', classGroupId: otherClassGroupId })).toBe('NOT_ENROLLED');
    await suspend({ from: '2026-03-21', until: '2026-03-21' });
    await suspend({ from: '2026-03-03', until: '2026-03-04' });
    expect((await expectedDays(clerk, who)).next).toEqual(['2026-03-24']);
  });

  test('comes as before when the suspension is cancelled, which it can be until it begins', async () => {
    const { clerk, who, suspend, code, organizationId } = await school();
    const given = await suspend({ from: '2026-03-09', until: '2026-03-20' });
    const input = { enrollmentSuspensionId: given.enrollmentSuspension?.id };
    expect((await app.give(clerk, CANCEL, input)).enrollmentSuspension).toMatchObject({ status: 'CANCELLED' });
    expect((await expectedDays(clerk, who)).next).toEqual(TUESDAYS);
    expect((await told(organizationId))[0]?.type).toBe('academics.enrollment.suspension-cancelled.v1');
    expect(await code(CANCEL, input)).toBe('SUSPENSION_STATUS');
    const again = await suspend({ from: '2026-03-09', until: '2026-03-20' });
    app.clock.set(at('2026-03-09'));
    expect(await code(CANCEL, { enrollmentSuspensionId: again.enrollmentSuspension?.id })).toBe('SUSPENSION_STATUS');
  });
});

describe('a student who is suspended until further notice', () => {
  test('has no lessons until he is resumed', async () => {
    const { clerk, who, suspend, code, organizationId } = await school();
    expect(await code(RESUME, who)).toBe('NOT_SUSPENDED');
    await suspend({ from: '2026-03-01' });
    expect((await expectedDays(clerk, who)).next).toEqual([]);
    app.clock.set(at('2026-03-11'));
    const given = await app.give(clerk, RESUME, who);
    expect(given.enrollmentSuspension).toMatchObject({ status: 'ENDED', endsAt: at('2026-03-11') });
    expect(await expectedDays(clerk, who)).toEqual({ lessons: TUESDAYS.slice(2), next: TUESDAYS.slice(2) });
    expect((await told(organizationId))[0]).toMatchObject({
      ...{ type: 'academics.enrollment.resumed.v1', data: { endsAt: at('2026-03-11') } },
    });
  });

  test('stays at the lesson that runs', async () => {
    const { clerk, who, suspend } = await school();
    app.clock.set('2026-03-03T10:20:00.000Z');
    await suspend({ from: '2026-03-03' });
    expect((await expectedDays(clerk, who)).next).toEqual(['2026-03-03']);
  });

  test('keeps the seat unless it is given up; then somebody else takes it and he has to wait for one', async () => {
    const { clerk, who, suspend, code, enrollOther, hq, classGroupId } = await school();
    const seats = async () =>
      (await app.ask(hq, 'query ($id: ID!) { classGroup(id: $id) { enrolledCount fillRate } }', { id: classGroupId }))
        .data.classGroup;
    expect(await enrollOther('小红')).toBeUndefined();
    await suspend({ from: '2026-03-01', until: '2026-03-05' });
    expect(await enrollOther('小刚')).toBe('CLASS_FULL');
    app.clock.set(at('2026-03-06'));
    await suspend({ from: '2026-03-06', keepsSeat: false });
    expect(await seats()).toEqual({ enrolledCount: 1, fillRate: 0.5 });
    expect(await enrollOther('小刚')).toBeUndefined();
    expect(await enrollOther('小亮')).toBe('CLASS_FULL');
    expect(await code(RESUME, who)).toBe('CLASS_FULL');
    const given = await app.give(clerk, WITHDRAW, who);
    expect(given.enrollment).toMatchObject({
      ...{ classGroup: { enrolledCount: 2 }, suspensions: [{ status: 'ENDED' }, { status: 'ENDED' }] },
    });
  });

  test('gives the seat up for an open end and at once, not for some days and not for later', async () => {
    const { code, who } = await school();
    const ask = (input: object) => code(SUSPEND, { ...who, reason: '旅行', keepsSeat: false, ...input });
    expect(await ask({ from: '2026-03-02' })).toBe('SEAT_STAYS_TAKEN');
    expect(await ask({ from: '2026-03-01', until: '2026-03-20' })).toBe('SEAT_STAYS_TAKEN');
  });

  test('is suspended in the class that he is moved into, too', async () => {
    const { clerk, who, suspend, otherClassGroupId, organizationId } = await school();
    await app.give(clerk, SCHEDULE, { classGroupId: otherClassGroupId, lessons: [{ startsAt: at('2026-03-12') }] });
    await suspend({ from: '2026-03-01', keepsSeat: false });
    app.clock.set(at('2026-03-02'));
    const given = await app.give(clerk, MOVE, {
      ...{
        studentId: who.studentId,
        fromClassGroupId: who.classGroupId,
        toClassGroupId: otherClassGroupId,
        reason: '换班',
      },
    });
    expect(given.enrollment).toEqual({
      ...{ holdsSeat: false, classGroup: { enrolledCount: 0 } },
      suspensions: [{ status: 'RUNNING', startsAt: at('2026-03-02'), endsAt: null, reason: '旅行' }],
    });
    const [first, second] = await told(organizationId);
    expect(first?.data).toMatchObject({ continues: second?.data.enrollmentSuspensionId, endsAt: null });
    const resumed = await app.give(clerk, RESUME, { studentId: who.studentId, classGroupId: otherClassGroupId });
    expect(resumed.enrollmentSuspension).toMatchObject({
      enrollment: { holdsSeat: true, classGroup: { enrolledCount: 1 } },
    });
    const days = await expectedDays(clerk, { studentId: who.studentId, classGroupId: otherClassGroupId });
    expect(days.next).toEqual(['2026-03-12']);
  });
});

describe('at the same instant', () => {
  test('a seat that is given up and one that is asked for: the class is never overfull', async () => {
    const { clerk, who, classGroupId, convert, enrollOther, hq } = await school();
    expect(await enrollOther('小红')).toBeUndefined();
    const students = await Promise.all(['小刚', '小亮', '小美'].map((name) => convert(name)));
    const answers = await Promise.all([
      app.refused(clerk, SUSPEND, { ...who, from: '2026-03-01', keepsSeat: false, reason: '旅行' }),
      ...students.map(({ studentId }) => app.refused(clerk, ENROLL, { studentId, classGroupId })),
      app.refused(clerk, SUSPEND, { ...who, from: '2026-03-01', keepsSeat: false, reason: '旅行' }),
    ]);
    const suspended = [answers[0], answers[4]].map((error) => error?.extensions.code);
    expect(suspended.toSorted()).toEqual(['SUSPENSION_OVERLAPS', undefined]);
    const enrolled = answers.slice(1, 4).map((error) => error?.extensions.code);
    expect(enrolled.filter((code) => code !== undefined && code !== 'CLASS_FULL')).toEqual([]);
    const { data } = await app.ask(
      hq,
      'query ($id: ID!) { classGroup(id: $id) { enrolledCount students { name enrollments { holdsSeat } } } }',
      { id: classGroupId },
    );
    const holding = data.classGroup.students.filter(
      (one: { enrollments: { holdsSeat: boolean }[] }) => one.enrollments[0]?.holdsSeat,
    );
    expect(holding).toHaveLength(data.classGroup.enrolledCount);
    expect(data.classGroup.enrolledCount).toBe(1 + enrolled.filter((code) => code === undefined).length);
    expect(data.classGroup.enrolledCount).toBeLessThanOrEqual(2);
  });

  test('two clerks resume a student into two classes at the same hour: one of them', async () => {
    const { clerk, who, suspend, otherClassGroupId } = await school();
    await suspend({ from: '2026-03-01' });
    await app.give(clerk, SCHEDULE, { classGroupId: otherClassGroupId, lessons: [{ startsAt: at('2026-03-10') }] });
    const other = { studentId: who.studentId, classGroupId: otherClassGroupId };
    await app.give(clerk, ENROLL, other);
    await app.give(clerk, SUSPEND, { ...other, from: '2026-03-01', reason: '旅行' });
    const answers = await Promise.all([app.refused(clerk, RESUME, who), app.refused(clerk, RESUME, other)]);
    expect(answers.map((error) => error?.extensions.code).toSorted()).toEqual(['STUDENT_CLASH', undefined]);
  });
});
