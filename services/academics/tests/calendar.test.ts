import { Readable } from 'node:stream';
import { newId } from '@campusgraph/persistence';
import { principals } from '@campusgraph/testing';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import ICAL from 'ical.js';
import pg from 'pg';
import { ENROLL, SCHEDULE, startAcademics } from './harness.ts';

let app: Awaited<ReturnType<typeof startAcademics>>;
beforeAll(async () => {
  app = await startAcademics();
});
afterAll(() => app.stop());

const CREATE = `mutation ($input: CreateCalendarFeedInput!) {
  createCalendarFeed(input: $input) { path calendarFeed { id kind teacher { name } student { name } room { name } } } }`;
const REVOKE = `mutation ($input: RevokeCalendarFeedInput!) {
  revokeCalendarFeed(input: $input) { calendarFeed { revokedAt } } }`;
const RESCHEDULE = `mutation ($input: RescheduleLessonInput!) {
  rescheduleLesson(input: $input) { scheduledLesson { id } } }`;
const CANCEL = 'mutation ($input: CancelLessonInput!) { cancelLesson(input: $input) { scheduledLesson { id } } }';
const LIST = '{ calendarFeeds { nodes { kind } } }';

const get = async (path: string, headers: Record<string, string> = {}) => {
  const request = { method: 'GET', path, query: new URLSearchParams(), headers, body: Readable.from([]) };
  const { status, headers: told, body } = await app.service.http(request);
  return { status, headers: told, body: body as string };
};
const pathOf = async (principal: Parameters<typeof app.give>[0], input: object): Promise<string> =>
  (await app.give(principal, CREATE, input)).path as unknown as string;

/** What a calendar program makes of it. */
function entriesOf(text: string) {
  const calendar = new ICAL.Component(ICAL.parse(text) as never);
  for (const zone of calendar.getAllSubcomponents('vtimezone')) ICAL.TimezoneService.register(zone);
  return calendar.getAllSubcomponents('vevent').map((component) => {
    const event = new ICAL.Event(component);
    return {
      uid: event.uid,
      title: event.summary,
      place: event.location,
      startsAt: event.startDate.toJSDate().toISOString(),
      endsAt: event.endDate.toJSDate().toISOString(),
      zone: event.startDate.zone.tzid,
      status: component.getFirstPropertyValue('status'),
      sequence: event.sequence,
    };
  });
}

/** Two lessons of a class with 小明 in it, the first one at 18:00 in Shanghai. */
async function school() {
  const chain = await app.chain();
  const { clerk, classGroupId, convert } = chain;
  const family = await convert('小明');
  const weekly = { weekday: 1, startTime: '18:00', from: '2026-03-09', count: 2 };
  const given = await app.give(clerk, SCHEDULE, { classGroupId, weekly });
  await app.give(clerk, ENROLL, { studentId: family.studentId, classGroupId });
  const lessons = (given.scheduledLessons as unknown as { id: string }[]).map(({ id }) => id);
  const guardian = (guardianId: string) =>
    principals.guardian({ organizationId: chain.organizationId, guardianId, branchIds: [chain.branchId] });
  return { ...chain, ...family, lessons, guardian };
}

describe('a link to a timetable', () => {
  test('of a teacher, a room and a student shows the same lessons on the branch’s clock', async () => {
    const { clerk, teacherId, roomId, studentId, lessons } = await school();
    for (const whose of [{ teacherId }, { roomId }, { studentId }]) {
      const { status, headers, body } = await get(await pathOf(clerk, whose));
      expect(status).toBe(200);
      expect(headers).toMatchObject({
        'content-type': 'text/calendar; charset=utf-8',
        'cache-control': 'private, max-age=300',
      });
      expect(body).toContain('DTSTART;TZID=Asia/Shanghai:20260309T180000');
      expect(entriesOf(body)).toEqual(
        lessons.map((id, week) => ({
          uid: `${id}@campusgraph`,
          title: expect.stringMatching(/^数学 .* · 三年级数学$/),
          place: 'BJ01 A201',
          startsAt: `2026-03-${week ? '16' : '09'}T10:00:00.000Z`,
          endsAt: `2026-03-${week ? '16' : '09'}T11:30:00.000Z`,
          zone: 'Asia/Shanghai',
          status: 'CONFIRMED',
          sequence: 0,
        })),
      );
    }
  });

  test('tells a move and a cancellation of the same entry, and nothing new by the same bytes', async () => {
    const { clerk, studentId, lessons } = await school();
    const path = await pathOf(clerk, { studentId });
    const first = await get(path);
    const unchanged = await get(path, { 'if-none-match': `"other", ${first.headers.etag}` });
    expect(unchanged).toMatchObject({ status: 304, body: '', headers: { etag: first.headers.etag } });
    const move = { scheduledLessonId: lessons[0], startsAt: '2026-03-10T12:00:00Z', reason: '调课' };
    await app.give(clerk, RESCHEDULE, move);
    await app.give(clerk, CANCEL, { scheduledLessonId: lessons[1], reason: '停电' });
    const { status, body } = await get(path, { 'if-none-match': first.headers.etag ?? '' });
    expect(status).toBe(200);
    const [moved, cancelled] = entriesOf(body);
    expect(moved).toMatchObject({ uid: `${lessons[0]}@campusgraph`, startsAt: '2026-03-10T12:00:00.000Z' });
    expect(moved?.sequence).toBeGreaterThan(0);
    expect(cancelled).toMatchObject({ uid: `${lessons[1]}@campusgraph`, status: 'CANCELLED' });
    expect(cancelled?.sequence).toBeGreaterThan(0);
  });

  test('leads nowhere once it is revoked, and nobody can tell a revoked one from one that never was', async () => {
    const { clerk, roomId } = await school();
    const given = await app.give(clerk, CREATE, { roomId });
    const path = given.path as unknown as string;
    const calendarFeedId = given.calendarFeed?.id;
    const at = app.clock().toISOString();
    expect((await app.give(clerk, REVOKE, { calendarFeedId })).calendarFeed).toEqual({ revokedAt: at });
    app.clock.advance({ hours: 1 });
    expect((await app.give(clerk, REVOKE, { calendarFeedId })).calendarFeed).toEqual({ revokedAt: at });
    const revoked = await get(path);
    expect(revoked.status).toBe(404);
    const strange = path.replace(/.{6}\.ics$/, 'AAAAAA.ics');
    for (const other of [strange, '/calendars/x.ics', '/calendars/', `${path}/..`]) {
      expect(await get(other)).toEqual(revoked);
    }
    expect((await app.ask(clerk, LIST)).data.calendarFeeds.nodes).toEqual([]);
  });

  test('is not kept: whoever reads the database cannot follow it', async () => {
    const { clerk, roomId, organizationId } = await school();
    const path = await pathOf(clerk, { roomId });
    const token = path.slice('/calendars/'.length, -'.ics'.length);
    const client = new pg.Client(app.urls.system);
    await client.connect();
    const { rows } = await client.query('select * from calendar_feed where organization_id = $1', [organizationId]);
    await client.end();
    expect(rows).toHaveLength(1);
    expect(JSON.stringify(rows)).not.toContain(token);
  });
});

describe('a family', () => {
  test('has calendars of its own child, sees all of them and revokes them', async () => {
    const { clerk, guardian, guardianId, studentId, teacherId, roomId } = await school();
    const [own, stranger] = [guardian(guardianId), guardian(newId())];
    const given = await app.give(own, CREATE, { studentId });
    expect(given.calendarFeed).toMatchObject({ kind: 'STUDENT', student: { name: '小明' }, teacher: null, room: null });
    await app.give(clerk, CREATE, { studentId });
    await app.give(clerk, CREATE, { roomId });
    expect((await app.ask(own, LIST)).data.calendarFeeds.nodes).toEqual([{ kind: 'STUDENT' }, { kind: 'STUDENT' }]);
    expect((await app.ask(stranger, LIST)).data.calendarFeeds.nodes).toEqual([]);
    const code = async (principal: typeof own, query: string, input: object) =>
      (await app.refused(principal, query, input))?.extensions.code;
    expect(await code(stranger, CREATE, { studentId })).toBe('STUDENT_NOT_FOUND');
    expect(await code(own, CREATE, { teacherId })).toBe('FEED_OF_OWN_CHILD');
    expect(await code(own, CREATE, { roomId })).toBe('FEED_OF_OWN_CHILD');
    expect(await code(own, CREATE, { studentId, roomId })).toBe('ONE_OF_TEACHER_STUDENT_ROOM');
    const calendarFeedId = given.calendarFeed?.id;
    expect(await code(stranger, REVOKE, { calendarFeedId })).toBe('CALENDAR_FEED_NOT_FOUND');
    await app.give(own, REVOKE, { calendarFeedId });
    expect((await get(given.path as unknown as string)).status).toBe(404);
  });

  test('reads nothing any more of a child that is another family’s now', async () => {
    const { clerk, studentId, organizationId } = await school();
    const path = await pathOf(clerk, { studentId });
    expect((await get(path)).status).toBe(200);
    const client = new pg.Client(app.urls.owner);
    await client.connect();
    await client.query(`select set_config('app.organization', $1, false), set_config('app.branches', '*', false)`, [
      organizationId,
    ]);
    const { rowCount } = await client.query('update student set guardian_id = $2 where id = $1', [studentId, newId()]);
    await client.end();
    expect(rowCount).toBe(1);
    expect((await get(path)).status).toBe(404);
  });
});

test('of another branch’s teacher no clerk makes or revokes a link', async () => {
  const { hq, teacherId, organizationId, otherBranchId } = await school();
  const elsewhere = principals.staff({ organizationId, branchIds: [otherBranchId], role: 'ACADEMIC' });
  const { calendarFeed } = await app.give(hq, CREATE, { teacherId });
  const made = await app.refused(elsewhere, CREATE, { teacherId });
  const revoked = await app.refused(elsewhere, REVOKE, { calendarFeedId: calendarFeed?.id });
  expect([made, revoked].map((error) => error?.extensions.code)).toEqual([
    'TEACHER_OF_ANOTHER_BRANCH',
    'TEACHER_OF_ANOTHER_BRANCH',
  ]);
});
