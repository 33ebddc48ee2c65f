import { principals } from '@campusgraph/testing';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import pg from 'pg';
import { ENROLL, SCHEDULE, startAcademics } from './harness.ts';

let app: Awaited<ReturnType<typeof startAcademics>>;
beforeAll(async () => {
  app = await startAcademics();
});
afterAll(() => app.stop());

const CLERKS = 50;
const OPERATIONS_EACH = 12;
const CANCEL = 'mutation ($input: CancelLessonInput!) { cancelLesson(input: $input) { scheduledLesson { id } } }';
const WITHDRAW = 'mutation ($input: WithdrawStudentInput!) { withdrawStudent(input: $input) { enrollment { id } } }';
const SUSPEND = `mutation ($input: SuspendEnrollmentInput!) { suspendEnrollment(input: $input) { enrollmentSuspension { id } } }`;
const RESUME = `mutation ($input: ResumeEnrollmentInput!) { resumeEnrollment(input: $input) { enrollmentSuspension { id } } }`;
const RESCHEDULE = `mutation ($input: RescheduleLessonInput!) {
  rescheduleLesson(input: $input) { scheduledLesson { id } } }`;

/** A student who does not come to a lesson although in the class. */
const AWAY = `exists (select from enrollment_suspension as away where away.enrollment_id = enrollment.id and away.cancelled_at is null
  and away.starts_at <= lesson.starts_at and (away.ends_at is null or away.ends_at >= lesson.ends_at))`;

/** Two lessons that meet in a room, before a teacher, of a class or with a student in both classes, from the timetable itself. */
const OVERLAPS = `
with lesson as (select * from scheduled_lesson where status = 'SCHEDULED'),
at as (
  select id, 'ROOM' as kind, room_id as who, starts_at, ends_at from lesson
  union all select id, 'TEACHER', teacher_id, starts_at, ends_at from lesson
  union all select id, 'CLASS', class_group_id, starts_at, ends_at from lesson
  union all select lesson.id, 'STUDENT', student_id, starts_at, ends_at from lesson
    join enrollment on enrollment.class_group_id = lesson.class_group_id and enrollment.status = 'ACTIVE' and not ${AWAY})
select one.kind, one.who, one.starts_at from at as one join at as other
  on one.kind = other.kind and one.who = other.who and one.id < other.id
 and one.starts_at < other.ends_at and other.starts_at < one.ends_at`;

/** Bookings that no lesson accounts for, and the other way round. */
const ADRIFT = `
with due as (
  select id, 'ROOM' as kind, room_id as who, tstzrange(starts_at, ends_at) as during from scheduled_lesson where status = 'SCHEDULED'
  union all select id, 'TEACHER', teacher_id, tstzrange(starts_at, ends_at) from scheduled_lesson where status = 'SCHEDULED'
  union all select lesson.id, 'STUDENT', student_id, tstzrange(starts_at, ends_at) from scheduled_lesson as lesson
    join enrollment using (class_group_id) where lesson.status = 'SCHEDULED' and enrollment.status = 'ACTIVE' and not ${AWAY}),
booked as (select scheduled_lesson_id, resource_kind, resource_id, during from resource_booking)
(select 'not booked', * from due except all select 'not booked', * from booked)
union all (select 'booked for nothing', * from booked except all select 'booked for nothing', * from due)`;

/** Whole numbers below a bound, the same ones each time (mulberry32). */
function dice(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

test('50 clerks who book at random: nobody is ever in two places, and every refusal names its clash', async () => {
  const chain = await app.chain();
  const { organizationId, branchId, addRoom, addTeacher, openClass, convert } = chain;
  const rooms = [chain.roomId, await addRoom('A202'), await addRoom('A203')];
  const teachers = [
    chain.teacherId,
    await addTeacher('赵老师'),
    await addTeacher('钱老师'),
    await addTeacher('孙老师'),
  ];
  const names = ['甲班', '乙班', '丙班', '丁班', '戊班', '己班'];
  const classes: string[] = [];
  for (const [n, name] of names.entries()) {
    classes.push(await openClass(name, { roomId: rooms[n % 3], teacherId: teachers[n % 4], capacity: 12 }));
  }
  const students: string[] = [];
  for (let n = 0; n < 10; n += 1) students.push((await convert(`学员${n}`)).studentId);
  const lessons: string[] = [];
  const refusals: { message: string; extensions: Record<string, unknown> }[] = [];
  const today = app.clock().toISOString().slice(0, 10);
  let done = 0;

  async function clerkWorks(clerk: number): Promise<void> {
    const roll = dice(clerk + 1);
    const one = <Item>(items: readonly Item[]): Item => items[roll(items.length)] as Item;
    const principal = principals.staff({ organizationId, branchIds: [branchId], role: 'ACADEMIC' });
    const slot = () => new Date(Date.UTC(2026, 2, 9 + roll(3), roll(10), roll(4) * 15)).toISOString();
    const kinds = {
      schedule: () => ({
        query: SCHEDULE,
        input: {
          classGroupId: one(classes),
          lessons: [{ startsAt: slot(), roomId: one(rooms), teacherId: one(teachers) }],
        },
      }),
      move: () => ({
        query: RESCHEDULE,
        input: { scheduledLessonId: one(lessons), startsAt: slot(), roomId: one(rooms), reason: '调课' },
      }),
      replace: () => ({
        query: RESCHEDULE,
        input: { scheduledLessonId: one(lessons), teacherId: one(teachers), reason: '代课' },
      }),
      cancel: () => ({ query: CANCEL, input: { scheduledLessonId: one(lessons), reason: '取消' } }),
      enroll: () => ({ query: ENROLL, input: { studentId: one(students), classGroupId: one(classes) } }),
      suspend: () => ({
        query: SUSPEND,
        input: {
          ...{ studentId: one(students), classGroupId: one(classes), reason: '旅行' },
          ...one([{ from: '2026-03-10', until: '2026-03-10' }, { from: today }, { from: today, keepsSeat: false }]),
        },
      }),
      resume: () => ({ query: RESUME, input: { studentId: one(students), classGroupId: one(classes) } }),
      withdraw: () => ({ query: WITHDRAW, input: { studentId: one(students), classGroupId: one(classes) } }),
    };
    const often = [
      'schedule',
      'schedule',
      'schedule',
      'move',
      'move',
      'replace',
      'enroll',
      'enroll',
      'suspend',
      'resume',
      'withdraw',
      'cancel',
    ] as const;
    for (let n = 0; n < OPERATIONS_EACH; n += 1) {
      const kind = lessons.length === 0 ? 'schedule' : one(often);
      const { query, input } = kinds[kind]();
      const { data, errors } = await app.ask(principal, query, { input });
      if (errors?.[0]) refusals.push(errors[0]);
      else done += 1;
      lessons.push(...(data?.scheduleLessons?.scheduledLessons ?? []).map(({ id }: { id: string }) => id));
    }
  }
  await Promise.all(Array.from({ length: CLERKS }, (_, clerk) => clerkWorks(clerk)));

  const client = new pg.Client(app.urls.owner);
  await client.connect();
  try {
    await client.query(`select set_config('app.organization', $1, false), set_config('app.branches', '*', false)`, [
      organizationId,
    ]);
    expect((await client.query(OVERLAPS)).rows).toEqual([]);
    expect((await client.query(ADRIFT)).rows).toEqual([]);
  } finally {
    await client.end();
  }
  const clashes = refusals.filter(({ extensions }) => String(extensions.code).endsWith('_CLASH'));
  const others = refusals.filter((one) => !clashes.includes(one)).map(({ extensions }) => extensions.code);
  const expected = ['CLASS_FULL', 'ALREADY_ENROLLED', 'NOT_ENROLLED', 'LESSON_CANCELLED', 'NOTHING_TO_CHANGE'];
  expected.push('NOT_SUSPENDED', 'SUSPENSION_OVERLAPS');
  expect(others.filter((code) => !expected.includes(code as string))).toEqual([]);
  for (const { message, extensions } of clashes) {
    expect(message).toMatch(
      /^(Room|Teacher|Student|Class) .*[甲乙丙丁戊己]班.* on 2026-03-\d\d \d\d:\d\d–\d\d:\d\d.* Choose /,
    );
    const { resourceId, scheduledLessonId, startsAt, endsAt } = extensions;
    expect([...rooms, ...teachers, ...students, ...classes]).toContain(resourceId ?? extensions.classGroupId);
    expect(lessons).toContain(scheduledLessonId);
    expect(Date.parse(startsAt as string)).toBeLessThan(Date.parse(endsAt as string));
  }
  // Else it was no crowd, and proved nothing.
  expect(done).toBeGreaterThan(60);
  expect(new Set(clashes.map(({ extensions }) => extensions.code))).toEqual(
    new Set(['ROOM_CLASH', 'TEACHER_CLASH', 'STUDENT_CLASH', 'CLASS_CLASH']),
  );
});

test('a class without students has one lesson at a time too, in whichever room', async () => {
  const { clerk, classGroupId, addRoom, addTeacher } = await app.chain();
  const at = (startsAt: string) => ({ classGroupId, lessons: [{ startsAt }] });
  await app.give(clerk, SCHEDULE, at('2026-03-09T10:00:00Z'));
  const elsewhere = { roomId: await addRoom('A202'), teacherId: await addTeacher('赵老师') };
  const again = { classGroupId, lessons: [{ startsAt: '2026-03-09T11:00:00Z', ...elsewhere }] };
  const error = await app.refused(clerk, SCHEDULE, again);
  expect(error?.extensions).toMatchObject({ code: 'CLASS_CLASH', startsAt: '2026-03-09T10:00:00.000Z' });
  expect(error?.message).toContain('Class 三年级数学 has a lesson on 2026-03-09 18:00–19:30 already');
  const given = await app.give(clerk, SCHEDULE, at('2026-03-09T12:00:00Z'));
  const [later] = given.scheduledLessons as unknown as { id: string }[];
  const back = { scheduledLessonId: later?.id, startsAt: '2026-03-09T11:00:00Z', ...elsewhere, reason: '提前' };
  expect((await app.refused(clerk, RESCHEDULE, back))?.extensions.code).toBe('CLASS_CLASH');
});

test('who left while a lesson ran does not come along when it is moved', async () => {
  const { clerk, classGroupId, convert, openClass, addRoom, addTeacher } = await app.chain();
  const { studentId } = await convert('小明');
  const now = app.clock().getTime();
  const at = (minutes: number) => new Date(now + minutes * 60_000).toISOString();
  const given = await app.give(clerk, SCHEDULE, { classGroupId, lessons: [{ startsAt: at(5) }] });
  const [lesson] = given.scheduledLessons as unknown as { id: string }[];
  await app.give(clerk, ENROLL, { studentId, classGroupId });
  app.clock.advance({ minutes: 10 });
  await app.give(clerk, WITHDRAW, { studentId, classGroupId });
  await app.give(clerk, RESCHEDULE, { scheduledLessonId: lesson?.id, startsAt: at(1_440), reason: '停电' });
  const second = await openClass('英语', { roomId: await addRoom('A202'), teacherId: await addTeacher('赵老师') });
  await app.give(clerk, ENROLL, { studentId, classGroupId: second });
  await app.give(clerk, SCHEDULE, { classGroupId: second, lessons: [{ startsAt: at(1_440) }] });
});
