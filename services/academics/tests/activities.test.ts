import { activityCancelled, activityRescheduled } from '@campusgraph/contracts';
import { principals } from '@campusgraph/testing';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { ENROLL, SCHEDULE, startAcademics } from './harness.ts';
import {
  ADD_ACTIVITY,
  CANCEL_ACTIVITY,
  type Chain,
  family,
  GIVE_UP,
  MARK,
  MOVE_ACTIVITY,
  rows,
  TAKE_SEAT,
  told,
} from './seats.ts';

let app: Awaited<ReturnType<typeof startAcademics>>;
beforeAll(async () => {
  app = await startAcademics();
});
afterAll(() => app.stop());

const MONDAY = '2026-03-09T10:00:00.000Z';
const TUESDAY = '2026-03-10T10:00:00.000Z';
const end = (startsAt: string) => new Date(Date.parse(startsAt) + 5_400_000).toISOString();
const code = async (...request: Parameters<typeof app.refused>) => (await app.refused(...request))?.extensions.code;
const SEEN = `query ($id: ID!) { activity(id: $id) { seatsTaken takenSeats { id student { name } guardian { id } } } }`;
const OF_STUDENT = `query ($id: ID!) { student(id: $id) { activities(from: "2026-03-01T00:00:00Z", to: "2026-04-01T00:00:00Z") {
  title startsAt status } } }`;

const inputOf = ({ branchId, roomId, teacherId }: Chain, more: object = {}) => ({
  ...{ branchId, roomId, hostTeacherId: teacherId, kind: 'SEMINAR', title: '升学讲座', description: '如何选择中学' },
  ...{ startsAt: MONDAY, endsAt: end(MONDAY), seats: 2, audience: 'BOTH', ...more },
});
async function withActivity(more: object = {}) {
  const chain = await app.chain();
  const { activity } = await app.give(chain.clerk, ADD_ACTIVITY, inputOf(chain, more));
  const [one, other] = [await family(chain, '小明'), await family(chain, '小红')];
  return { ...chain, one, other, activityId: activity?.id as string };
}

describe('an activity', () => {
  test('takes its room and its host as a lesson does, and a lesson takes them from it', async () => {
    const { clerk, classGroupId, ...chain } = await withActivity();
    const lesson = { classGroupId, lessons: [{ startsAt: MONDAY }] };
    const refused = await app.refused(clerk, SCHEDULE, lesson);
    expect(refused?.message).toContain('Room A201 is taken by activity 升学讲座 on 2026-03-09 18:00–19:30');
    const elsewhere = { classGroupId, lessons: [{ startsAt: MONDAY, roomId: await chain.addRoom('A202') }] };
    expect((await app.refused(clerk, SCHEDULE, elsewhere))?.message).toContain(
      'Teacher 林老师 hosts activity 升学讲座',
    );
    await app.give(clerk, SCHEDULE, { classGroupId, lessons: [{ startsAt: TUESDAY }] });
    const again = inputOf({ ...chain, clerk, classGroupId }, { startsAt: TUESDAY, endsAt: end(TUESDAY) });
    expect((await app.refused(clerk, ADD_ACTIVITY, again))?.message).toContain(
      'Room A201 is taken by class 三年级数学',
    );
  });

  test('is not held by an absent host or in a closed room', async () => {
    const chain = await app.chain();
    const { clerk, teacherId, roomId } = chain;
    const span = { from: '2026-03-09T00:00:00Z', to: '2026-03-10T00:00:00Z', reason: '培训' };
    const absence =
      'mutation ($input: AddTeacherAbsenceInput!) { addTeacherAbsence(input: $input) { teacherAbsence { id } } }';
    await app.give(clerk, absence, { teacherId, ...span });
    expect(await code(clerk, ADD_ACTIVITY, inputOf(chain))).toBe('TEACHER_ABSENT');
    const closure = 'mutation ($input: CloseRoomInput!) { closeRoom(input: $input) { roomClosure { id } } }';
    await app.give(clerk, closure, { roomId, ...span });
    expect(await code(clerk, ADD_ACTIVITY, inputOf(chain, { hostTeacherId: null }))).toBe('ROOM_CLOSED');
    await app.give(clerk, ADD_ACTIVITY, inputOf(chain, { hostTeacherId: null, roomId: null }));
  });

  test('begins in the future, with registration until then, in a room that is large enough', async () => {
    const chain = await app.chain();
    const refusal = (more: object) => code(chain.clerk, ADD_ACTIVITY, inputOf(chain, more));
    expect(await refusal({ startsAt: '2026-01-09T10:00:00Z' })).toBe('STARTS_IN_THE_PAST');
    expect(await refusal({ registrationEndsAt: end(MONDAY) })).toBe('INVALID_REGISTRATION_END');
    expect(await refusal({ seats: 13 })).toBe('ROOM_TOO_SMALL');
    expect(await refusal({ endsAt: MONDAY })).toBe('INVALID_LESSON_TIME');
  });
});

test('an absence and a closure tell which activities they hit', async () => {
  const { clerk, teacherId, roomId, activityId } = await withActivity();
  const span = { from: '2026-03-09T00:00:00Z', to: '2026-03-10T00:00:00Z', reason: '培训' };
  const absence = `mutation ($input: AddTeacherAbsenceInput!) { addTeacherAbsence(input: $input) { activitiesAffected { id } } }`;
  expect(await app.give(clerk, absence, { teacherId, ...span })).toEqual({ activitiesAffected: [{ id: activityId }] });
  const closure = `mutation ($input: CloseRoomInput!) { closeRoom(input: $input) { activitiesAffected { id } } }`;
  expect(await app.give(clerk, closure, { roomId, ...span })).toEqual({ activitiesAffected: [{ id: activityId }] });
});

describe('a seat', () => {
  test('is taken by a family for its own child, who is then at no lesson at that time', async () => {
    const { clerk, classGroupId, one, activityId, addRoom, addTeacher, openClass } = await withActivity();
    const { activitySeat } = await app.give(one.guardian, TAKE_SEAT, { activityId, studentId: one.studentId });
    expect(activitySeat).toMatchObject({ student: { name: '小明' }, activity: { seatsTaken: 1 } });
    expect(await code(one.guardian, TAKE_SEAT, { activityId, studentId: one.studentId })).toBe('SEAT_ALREADY_TAKEN');
    const other = await openClass('乙班', { roomId: await addRoom('A202'), teacherId: await addTeacher('赵老师') });
    await app.give(clerk, SCHEDULE, { classGroupId: other, lessons: [{ startsAt: MONDAY }] });
    const error = await app.refused(clerk, ENROLL, { studentId: one.studentId, classGroupId: other });
    expect(error?.message).toContain('Student 小明 has a seat at activity 升学讲座 on 2026-03-09 18:00–19:30');
    expect(error?.extensions).toMatchObject({ code: 'STUDENT_CLASH', activityId, scheduledLessonId: null });
    await app.give(one.guardian, GIVE_UP, { activitySeatId: activitySeat?.id });
    await app.give(clerk, ENROLL, { studentId: one.studentId, classGroupId: other });
    expect((await app.refused(one.guardian, TAKE_SEAT, { activityId, studentId: one.studentId }))?.message).toContain(
      'Student 小明 has a lesson of class 乙班',
    );
    expect(classGroupId).not.toBe(other);
  });

  test('is taken by a guardian who comes alone, and not for another family', async () => {
    const { organizationId, branchId, one, other, activityId, meet } = await withActivity({ audience: 'GUARDIANS' });
    expect(await code(one.guardian, TAKE_SEAT, { activityId, studentId: one.studentId })).toBe('NOT_FOR_THIS_AUDIENCE');
    expect(await code(one.guardian, TAKE_SEAT, { activityId, guardianId: other.guardianId })).toBe(
      'GUARDIAN_NOT_FOUND',
    );
    expect(await code(one.guardian, TAKE_SEAT, { activityId, studentId: other.studentId })).toBe('STUDENT_NOT_FOUND');
    expect(await code(one.guardian, TAKE_SEAT, { activityId })).toBe('ONE_OF_STUDENT_GUARDIAN');
    const { activitySeat } = await app.give(one.guardian, TAKE_SEAT, { activityId, guardianId: one.guardianId });
    expect(activitySeat?.student).toBeNull();
    const desk = principals.staff({ organizationId, branchIds: [branchId], role: 'ACADEMIC' });
    await app.give(desk, TAKE_SEAT, { activityId, guardianId: await meet() });
    const seen = (await app.ask(other.guardian, SEEN, { id: activityId })).data.activity;
    expect(seen).toEqual({ seatsTaken: 2, takenSeats: [] });
    expect(await code(other.guardian, GIVE_UP, { activitySeatId: activitySeat?.id })).toBe('ACTIVITY_SEAT_NOT_FOUND');
  });

  test('is not taken once registration has ended or the activity was cancelled', async () => {
    const { clerk, one, activityId } = await withActivity({ registrationEndsAt: '2026-03-08T10:00:00Z' });
    const late = await withActivity({ registrationEndsAt: '2026-03-08T10:00:00Z' });
    await app.give(clerk, CANCEL_ACTIVITY, { activityId, reason: '讲师生病' });
    expect(await code(one.guardian, TAKE_SEAT, { activityId, studentId: one.studentId })).toBe('ACTIVITY_CANCELLED');
    const before = app.clock();
    app.clock.set('2026-03-08T10:00:00Z');
    const seat = { activityId: late.activityId, studentId: late.one.studentId };
    expect(await code(late.one.guardian, TAKE_SEAT, seat)).toBe('REGISTRATION_CLOSED');
    app.clock.set(before.toISOString());
  });

  test('of the last one of 20 families one gets it; when one is given up while they ask, it is taken once', async () => {
    const { activityId, one, organizationId, ...chain } = await withActivity({ seats: 2 });
    const { activitySeat } = await app.give(one.guardian, TAKE_SEAT, { activityId, studentId: one.studentId });
    const families: Awaited<ReturnType<typeof family>>[] = [];
    for (let n = 0; n < 20; n += 1) families.push(await family({ ...chain, organizationId }, `报名${n}`));
    const crowd = () =>
      families.map(({ guardian, studentId }) => app.ask(guardian, TAKE_SEAT, { input: { activityId, studentId } }));
    const first = await Promise.all(crowd());
    expect(first.filter(({ errors }) => !errors)).toHaveLength(1);
    const codes = (answers: typeof first) =>
      new Set(answers.flatMap(({ errors }) => errors ?? []).map((e) => e.extensions.code));
    expect(codes(first)).toEqual(new Set(['ACTIVITY_FULL']));
    const [, ...second] = await Promise.all([
      app.give(one.guardian, GIVE_UP, { activitySeatId: activitySeat?.id }),
      ...crowd(),
    ]);
    const taken = second.filter(({ errors }) => !errors).length;
    expect(taken).toBeLessThanOrEqual(1);
    const counted = await rows<{ kept: number; real: string; booked: string }>(
      app,
      organizationId,
      `select seats_taken as kept, (select count(*) from activity_seat where status = 'TAKEN') as real,
              (select count(*) from resource_booking where resource_kind = 'STUDENT') as booked from activity`,
    );
    expect(counted).toEqual([{ kept: 1 + taken, real: String(1 + taken), booked: String(1 + taken) }]);
  });
});

describe('a change', () => {
  test('moves everybody who has a seat, and tells their families', async () => {
    const { clerk, classGroupId, organizationId, one, other, activityId } = await withActivity();
    await app.give(one.guardian, TAKE_SEAT, { activityId, studentId: one.studentId });
    await app.give(other.guardian, TAKE_SEAT, { activityId, guardianId: other.guardianId });
    const moved = await app.give(clerk, MOVE_ACTIVITY, { activityId, startsAt: TUESDAY, reason: '讲师改期' });
    expect(moved.activity).toMatchObject({ startsAt: TUESDAY, registrationEndsAt: MONDAY });
    await app.give(clerk, SCHEDULE, { classGroupId, lessons: [{ startsAt: MONDAY }] });
    await app.give(clerk, ENROLL, { studentId: one.studentId, classGroupId });
    expect(await code(clerk, SCHEDULE, { classGroupId, lessons: [{ startsAt: TUESDAY }] })).toBe('ROOM_CLASH');
    expect(await told(app, organizationId, activityRescheduled.type)).toEqual([
      expect.objectContaining({
        ...{ activityId, startsAt: TUESDAY, previousStartsAt: MONDAY, reason: '讲师改期' },
        attendees: [
          { guardianId: one.guardianId, studentId: one.studentId, studentName: '小明' },
          { guardianId: other.guardianId, studentId: null, studentName: null },
        ],
      }),
    ]);
    expect(await code(clerk, MOVE_ACTIVITY, { activityId, startsAt: TUESDAY, reason: '同上' })).toBe(
      'NOTHING_TO_CHANGE',
    );
  });

  test('into a child’s lesson is refused with the child and the lesson named', async () => {
    const { clerk, one, activityId, openClass, addRoom, addTeacher } = await withActivity();
    await app.give(one.guardian, TAKE_SEAT, { activityId, studentId: one.studentId });
    const classGroupId = await openClass('乙班', {
      roomId: await addRoom('A202'),
      teacherId: await addTeacher('赵老师'),
    });
    await app.give(clerk, SCHEDULE, { classGroupId, lessons: [{ startsAt: TUESDAY }] });
    await app.give(clerk, ENROLL, { studentId: one.studentId, classGroupId });
    const error = await app.refused(clerk, MOVE_ACTIVITY, { activityId, startsAt: TUESDAY, reason: '讲师改期' });
    expect(error?.message).toContain('Student 小明 has a lesson of class 乙班 on 2026-03-10 18:00–19:30');
  });

  test('that cancels it frees everybody and tells their families', async () => {
    const { clerk, classGroupId, organizationId, one, activityId } = await withActivity();
    await app.give(one.guardian, TAKE_SEAT, { activityId, studentId: one.studentId });
    await app.give(clerk, CANCEL_ACTIVITY, { activityId, reason: '讲师生病' });
    await app.give(clerk, SCHEDULE, { classGroupId, lessons: [{ startsAt: MONDAY }] });
    await app.give(clerk, ENROLL, { studentId: one.studentId, classGroupId });
    expect(await told(app, organizationId, activityCancelled.type)).toMatchObject([
      { reason: '讲师生病', attendees: [{ studentName: '小明' }] },
    ]);
    expect(await code(clerk, CANCEL_ACTIVITY, { activityId, reason: '再取消' })).toBe('ACTIVITY_CANCELLED');
    const { student } = (await app.ask(one.guardian, OF_STUDENT, { id: one.studentId })).data;
    expect(student.activities).toEqual([{ title: '升学讲座', startsAt: MONDAY, status: 'CANCELLED' }]);
  });
});

test('who came is noted from half an hour before, and corrected by saying it again', async () => {
  const { clerk, one, activityId } = await withActivity();
  const { activitySeat } = await app.give(one.guardian, TAKE_SEAT, { activityId, studentId: one.studentId });
  const mark = (hasAttended: boolean) => ({ activityId, entries: [{ activitySeatId: activitySeat?.id, hasAttended }] });
  expect(await code(clerk, MARK, mark(true))).toBe('ACTIVITY_NOT_BEGUN');
  const before = app.clock();
  app.clock.set('2026-03-09T09:30:00Z');
  await app.give(clerk, MARK, mark(false));
  const { activity } = await app.give(clerk, MARK, mark(true));
  expect(activity?.takenSeats).toEqual([{ id: activitySeat?.id, hasAttended: true }]);
  app.clock.set(before.toISOString());
});

test('a calendar feed of the child, of the host and of the room shows the activity', async () => {
  const { clerk, one, activityId, teacherId, roomId } = await withActivity();
  await app.give(one.guardian, TAKE_SEAT, { activityId, studentId: one.studentId });
  const create = 'mutation ($input: CreateCalendarFeedInput!) { createCalendarFeed(input: $input) { path } }';
  for (const whose of [{ studentId: one.studentId }, { teacherId }, { roomId }]) {
    const { path } = (await app.give(clerk, create, whose)) as unknown as { path: string };
    const answer = await app.service.http({ method: 'GET', path, headers: {}, body: '' } as never);
    expect(answer.body).toContain(`UID:${activityId}@campusgraph`);
    expect(answer.body).toContain('SUMMARY:升学讲座');
  }
});
