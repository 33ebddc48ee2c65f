import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startAttendance } from './harness.ts';

let app: Awaited<ReturnType<typeof startAttendance>>;
beforeAll(async () => {
  app = await startAttendance();
});
afterAll(() => app.stop());

const ROLL = `mutation ($input: RecordAttendanceInput!) { recordAttendance(input: $input) { recorded } }`;
const LEAVE = `mutation ($input: RequestLeaveInput!) { requestLeave(input: $input) { leaveRequest { id } } }`;
const ROSTER = `query ($of: [_Any!]!) { _entities(representations: $of) { ... on ScheduledLesson { roster { student { id } } } } }`;

type Room = Awaited<ReturnType<typeof app.classroom>>;
const onRoster = async ({ desk, scheduledLessonId }: Room): Promise<string[]> => {
  const of = [{ __typename: 'ScheduledLesson', id: scheduledLessonId }];
  const { data } = await app.ask(desk, ROSTER, { of });
  return data._entities[0].roster.map(({ student }: { student: { id: string } }) => student.id);
};
const day = (n: number) => new Date(app.clock().getTime() + n * 86_400_000);
/** A lesson that begins in an hour. */
const soon = () => app.classroom({ startsAt: new Date(app.clock().getTime() + 3_600_000) });

test('who is suspended is neither expected nor charged, and can ask for no leave', async () => {
  const room = await soon();
  const [away, here] = [await room.enroll('甲'), await room.enroll('乙')];
  await room.suspend(away, { startsAt: day(-1), endsAt: day(7) });
  expect(await onRoster(room)).toEqual([here.studentId]);
  const { scheduledLessonId } = room;
  const leave = { studentId: away.studentId, scheduledLessonId, reason: '发烧' };
  expect((await app.refused(room.family(away.guardianId), LEAVE, leave))?.extensions.code).toBe('NOT_ON_ROSTER');
  app.clock.advance({ hours: 1 });
  const entries = [{ studentId: away.studentId, status: 'NO_SHOW' }];
  const error = await app.refused(room.teacher, ROLL, { scheduledLessonId, entries });
  expect(error?.extensions.code).toBe('NOT_ON_ROSTER');
  expect(error?.message).toContain('resume the enrolment');
  expect(await app.recorded(room.organizationId)).toEqual([]);
});

test('who is resumed, or whose suspension is cancelled, is expected again', async () => {
  const room = await soon();
  const [resumed, back] = [await room.enroll('甲'), await room.enroll('乙')];
  const suspension = await room.suspend(resumed, { startsAt: day(-1), endsAt: null });
  const planned = await room.suspend(back, { startsAt: app.clock(), endsAt: null });
  expect(await onRoster(room)).toEqual([]);
  await room.resume(suspension, app.clock());
  await room.cancelSuspension(planned);
  expect(new Set(await onRoster(room))).toEqual(new Set([resumed.studentId, back.studentId]));
});

test('a suspension told late does not undo the resumption, and one told before the enrolment counts', async () => {
  const room = await soon();
  const first = await room.enroll('甲');
  const suspension = room.suspensionOf(first, { startsAt: day(-1), endsAt: null });
  await room.resume(suspension, app.clock());
  await room.tellSuspension(suspension);
  expect(await onRoster(room)).toEqual([first.studentId]);
  const second = room.somebody();
  await room.suspend(second, { startsAt: day(-1), endsAt: null });
  await room.enroll('乙', second);
  expect(await onRoster(room)).toEqual([first.studentId]);
});

test('who was there before the suspension keeps the record, and a later suspension takes no lesson that was held', async () => {
  const room = await app.classroom();
  const student = await room.enroll('甲');
  const { scheduledLessonId } = room;
  const answer = await app.ask(room.teacher, ROLL, {
    input: { scheduledLessonId, entries: [student].map(({ studentId }) => ({ studentId })) },
  });
  expect(answer.data.recordAttendance.recorded).toBe(1);
  await room.suspend(student, { startsAt: app.clock(), endsAt: null });
  expect(await onRoster(room)).toEqual([student.studentId]);
});
