import { newId } from '@campusgraph/persistence';
import { migrationDrift, principals } from '@campusgraph/testing';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import pg from 'pg';
import { schema } from '../src/persistence/schema.ts';
import { startAttendance } from './harness.ts';

let app: Awaited<ReturnType<typeof startAttendance>>;
beforeAll(async () => {
  app = await startAttendance();
});
afterAll(() => app.stop());

const ROLL = `mutation ($input: RecordAttendanceInput!) { recordAttendance(input: $input) {
  recorded unchanged records { id status minutesLate revision student { id } } } }`;
const CORRECT = `mutation ($input: CorrectAttendanceInput!) { correctAttendance(input: $input) {
  attendanceRecord { status revision history { revision status reason by } } } }`;
const LEAVE = `mutation ($input: RequestLeaveInput!) { requestLeave(input: $input) { leaveRequest { id requestedAt } } }`;
const ROSTER = `query ($of: [_Any!]!) { _entities(representations: $of) { ... on ScheduledLesson {
  roster { student { id } suggestedStatus record { status } leaveRequest { reason } } } } }`;

type Teacher = Parameters<typeof app.ask>[0];
const roll = async (teacher: Teacher, input: object) => {
  const answer = await app.ask(teacher, ROLL, { input });
  expect(answer.errors).toBeUndefined();
  return answer.data.recordAttendance;
};
const rosterFor = async (principal: Teacher, id: string) =>
  (await app.ask(principal, ROSTER, { of: [{ __typename: 'ScheduledLesson', id }] })).data._entities[0].roster;

test('entities and migrations agree', async () => {
  expect(await migrationDrift(schema, app.urls)).toEqual([]);
});

describe('taking the roll', () => {
  test('present, late, on leave and no-show are recorded, and billing is told all it needs', async () => {
    const room = await app.classroom({ startsAt: new Date(app.clock().getTime() + 26 * 3_600_000) });
    const students = [];
    for (const name of ['甲', '乙', '丙', '丁']) students.push(await room.enroll(name));
    const [here, late, away, missing] = students;
    const { scheduledLessonId } = room;
    const askedAt = app.clock().toISOString();
    const asked = await app.ask(room.family(away?.guardianId as string), LEAVE, {
      input: { studentId: away?.studentId, scheduledLessonId, reason: '发烧' },
    });
    expect(asked.data.requestLeave.leaveRequest.requestedAt).toBe(askedAt);
    app.clock.advance({ hours: 26 });
    const result = await roll(room.teacher, {
      scheduledLessonId,
      entries: [
        { studentId: here?.studentId },
        { studentId: late?.studentId, status: 'LATE', minutesLate: 10 },
        { studentId: away?.studentId },
        { studentId: missing?.studentId, status: 'NO_SHOW' },
      ],
    });
    expect(result).toMatchObject({
      recorded: 4,
      unchanged: 0,
      records: [
        { status: 'PRESENT', revision: 1 },
        { status: 'LATE', minutesLate: 10 },
        { status: 'LEAVE' },
        { status: 'NO_SHOW' },
      ],
    });
    const events = await app.recorded(room.organizationId);
    expect(events.map(({ type }) => type)).toEqual([
      'attendance.leave-request.submitted.v1',
      ...Array(4).fill('attendance.attendance-record.recorded.v1'),
    ]);
    expect(events[3]?.branchId).toBe(room.branchId);
    expect(events[3]?.data).toMatchObject({
      studentId: away?.studentId,
      guardianId: away?.guardianId,
      teacherId: room.teacherId,
      status: 'LEAVE',
      revision: 1,
      leaveRequestedAt: askedAt,
      lessonHundredths: 100,
    });
  });

  test('a roll that is sent twice is recorded once, also at the same moment', async () => {
    const room = await app.classroom();
    const { studentId } = await room.enroll('甲');
    const input = { scheduledLessonId: room.scheduledLessonId, entries: [{ studentId, status: 'PRESENT' }] };
    const both = await Promise.all([roll(room.teacher, input), roll(room.teacher, input)]);
    expect(both.map(({ recorded, unchanged }) => [recorded, unchanged]).toSorted()).toEqual([
      [0, 1],
      [1, 0],
    ]);
    expect(await app.recorded(room.organizationId)).toHaveLength(1);
  });

  test('another status for a recorded student is refused, and nothing of that roll is kept', async () => {
    const room = await app.classroom();
    const [first, second] = [await room.enroll('甲'), await room.enroll('乙')];
    const { scheduledLessonId } = room;
    await roll(room.teacher, { scheduledLessonId, entries: [{ studentId: first.studentId, status: 'NO_SHOW' }] });
    const error = await app.refused(room.teacher, ROLL, {
      scheduledLessonId,
      entries: [
        { studentId: second.studentId, status: 'PRESENT' },
        { studentId: first.studentId, status: 'PRESENT' },
      ],
    });
    expect(error?.extensions).toMatchObject({ code: 'ATTENDANCE_ALREADY_RECORDED', recordedStatus: 'NO_SHOW' });
    expect(error?.message).toContain('Use correctAttendance');
    expect(await app.recorded(room.organizationId)).toHaveLength(1);
  });

  test('who is not in the class is not on its roster', async () => {
    const room = await app.classroom();
    const gone = await room.enroll('甲');
    await room.withdraw(gone);
    for (const studentId of [newId(), gone.studentId]) {
      const entries = [{ studentId, status: 'PRESENT' }];
      const error = await app.refused(room.teacher, ROLL, { scheduledLessonId: room.scheduledLessonId, entries });
      expect(error?.extensions.code).toBe('NOT_ON_ROSTER');
    }
  });

  test('not before the lesson, not of a cancelled lesson, not of one that nobody scheduled', async () => {
    const room = await app.classroom({ startsAt: new Date(app.clock().getTime() + 31 * 60_000) });
    const { studentId } = await room.enroll('甲');
    const send = async (scheduledLessonId = room.scheduledLessonId) =>
      (await app.refused(room.teacher, ROLL, { scheduledLessonId, entries: [{ studentId }] }))?.extensions.code;
    expect(await send()).toBe('LESSON_NOT_STARTED');
    await room.cancel();
    expect(await send()).toBe('LESSON_CANCELLED');
    expect(await send(newId())).toBe('SCHEDULED_LESSON_NOT_FOUND');
  });

  test('leave that nobody asked for is refused with a hint to no-show', async () => {
    const room = await app.classroom();
    const { studentId } = await room.enroll('甲');
    const entries = [{ studentId, status: 'LEAVE' }];
    const error = await app.refused(room.teacher, ROLL, { scheduledLessonId: room.scheduledLessonId, entries });
    expect(error?.extensions).toMatchObject({ code: 'LEAVE_NOT_REQUESTED', suggestedStatus: 'NO_SHOW' });
  });

  test('the substitute who taught is named, and news of the timetable may come in any order', async () => {
    const room = await app.classroom();
    const { studentId } = await room.enroll('甲');
    const substituteId = newId();
    await room.reschedule(app.clock(), { version: 3, substituteId });
    await room.reschedule(new Date(app.clock().getTime() + 86_400_000), { version: 2 });
    await roll(room.teacher, { scheduledLessonId: room.scheduledLessonId, entries: [{ studentId }] });
    const [event] = await app.recorded(room.organizationId);
    expect(event?.data.teacherId).toBe(substituteId);
  });
});

describe('a correction', () => {
  test('is a new revision beside the first, with its reason, and nobody can change either', async () => {
    const room = await app.classroom();
    const { studentId } = await room.enroll('甲');
    const input = { scheduledLessonId: room.scheduledLessonId, entries: [{ studentId, status: 'NO_SHOW' }] };
    const { records } = await roll(room.teacher, input);
    const { data } = await app.ask(room.desk, CORRECT, {
      input: { attendanceRecordId: records[0].id, status: 'PRESENT', reason: '老师点错名' },
    });
    expect(data.correctAttendance.attendanceRecord).toEqual({
      status: 'PRESENT',
      revision: 2,
      history: [
        { revision: 1, status: 'NO_SHOW', reason: null, by: room.teacherId },
        { revision: 2, status: 'PRESENT', reason: '老师点错名', by: room.desk.subject },
      ],
    });
    const events = await app.recorded(room.organizationId);
    expect(events.at(-1)).toMatchObject({
      type: 'attendance.attendance-record.corrected.v1',
      aggregateVersion: 2,
      data: { revision: 2, status: 'PRESENT', previousStatus: 'NO_SHOW', reason: '老师点错名' },
    });
    // The device that was offline sends its roll once more: the correction stands.
    expect(await roll(room.teacher, input)).toMatchObject({
      recorded: 0,
      unchanged: 1,
      records: [{ status: 'PRESENT' }],
    });
    const client = new pg.Client(app.urls.app);
    await client.connect();
    await expect(client.query('update attendance_revision set revision = 3')).rejects.toMatchObject({ code: '42501' });
    await client.end();
  });

  test('two at the same moment make two revisions, or one is told that there is nothing to change', async () => {
    const room = await app.classroom();
    const { studentId } = await room.enroll('甲');
    const { scheduledLessonId } = room;
    const { records } = await roll(room.teacher, { scheduledLessonId, entries: [{ studentId }] });
    const input = { attendanceRecordId: records[0].id, status: 'NO_SHOW', reason: '查监控' };
    const outcomes = await Promise.all([
      app.refused(room.desk, CORRECT, input),
      app.refused(room.desk, CORRECT, input),
    ]);
    expect(outcomes.map((error) => error?.extensions.code ?? 'corrected').toSorted()).toEqual([
      'NOTHING_TO_CHANGE',
      'corrected',
    ]);
  });
});

describe('leave', () => {
  test('is asked for once, before the lesson, and shows on the roster', async () => {
    const room = await app.classroom({ startsAt: new Date(app.clock().getTime() + 3_600_000) });
    const [child, other] = [await room.enroll('甲'), await room.enroll('乙')];
    const family = room.family(child.guardianId);
    const input = { studentId: child.studentId, scheduledLessonId: room.scheduledLessonId, reason: '旅行' };
    const first = await app.ask(family, LEAVE, { input });
    const again = await app.ask(family, LEAVE, { input });
    expect(again.data).toEqual(first.data);
    expect(await app.recorded(room.organizationId)).toHaveLength(1);
    expect(await rosterFor(room.teacher, room.scheduledLessonId)).toEqual([
      { student: { id: child.studentId }, suggestedStatus: 'LEAVE', record: null, leaveRequest: { reason: '旅行' } },
      { student: { id: other.studentId }, suggestedStatus: 'PRESENT', record: null, leaveRequest: null },
    ]);
    const stranger = await app.refused(family, LEAVE, { ...input, studentId: other.studentId });
    expect(stranger?.extensions.code).toBe('NOT_ON_ROSTER');
    app.clock.advance({ hours: 1 });
    const tooLate = await app.refused(room.desk, LEAVE, { ...input, studentId: other.studentId });
    expect(tooLate?.extensions.code).toBe('LEAVE_TOO_LATE');
  });
});

describe('who sees what', () => {
  test('another chain, a sibling branch and another family see nothing of an attendance', async () => {
    const room = await app.classroom();
    const [child, other] = [await room.enroll('甲'), await room.enroll('乙')];
    const { organizationId, scheduledLessonId } = room;
    await roll(room.teacher, {
      scheduledLessonId,
      entries: [{ studentId: child.studentId }, { studentId: other.studentId }],
    });
    const seen = async (principal: Teacher) =>
      (await app.ask(principal, '{ attendanceRecords { totalCount } }')).data.attendanceRecords.totalCount;
    expect(await seen(principals.hq({ organizationId }))).toBe(2);
    expect(await seen(room.family(child.guardianId))).toBe(1);
    expect(await rosterFor(room.family(child.guardianId), scheduledLessonId)).toMatchObject([
      { student: { id: child.studentId }, record: { status: 'PRESENT' } },
    ]);
    expect(await seen(room.family(newId()))).toBe(0);
    expect(await seen(principals.staff({ organizationId, branchIds: [newId()] }))).toBe(0);
    expect(await seen(principals.hq({ organizationId: newId() }))).toBe(0);
    expect(await rosterFor(principals.hq({ organizationId: newId() }), scheduledLessonId)).toEqual([]);
  });

  test('a student’s record has the latest lesson first and a rate, of any time', async () => {
    const room = await app.classroom();
    const { studentId } = await room.enroll('甲');
    const statuses = ['PRESENT', 'LATE', 'NO_SHOW', 'PRESENT'];
    const starts: Date[] = [];
    for (const status of statuses) {
      starts.push(app.clock());
      const scheduledLessonId = await room.schedule(app.clock());
      await roll(room.teacher, { scheduledLessonId, entries: [{ studentId, status }] });
      app.clock.advance({ days: 7 });
    }
    const { data } = await app.ask(
      room.desk,
      `query ($of: [_Any!]!, $to: DateTime) { _entities(representations: $of) { ... on Student {
        attendance(first: 2) { totalCount nodes { status } pageInfo { hasNextPage } }
        attendanceSummary { present late noShow total attendanceRate }
        early: attendanceSummary(to: $to) { total attendanceRate } } } }`,
      {
        of: [
          { __typename: 'Student', id: studentId },
          { __typename: 'Student', id: newId() },
        ],
        to: starts[2],
      },
    );
    expect(data._entities).toEqual([
      {
        attendance: {
          totalCount: 4,
          nodes: [{ status: 'PRESENT' }, { status: 'NO_SHOW' }],
          pageInfo: { hasNextPage: true },
        },
        attendanceSummary: { present: 2, late: 1, noShow: 1, total: 4, attendanceRate: 0.75 },
        early: { total: 2, attendanceRate: 1 },
      },
      {
        attendance: { totalCount: 0, nodes: [], pageInfo: { hasNextPage: false } },
        attendanceSummary: { present: 0, late: 0, noShow: 0, total: 0, attendanceRate: null },
        early: { total: 0, attendanceRate: null },
      },
    ]);
  });
});
