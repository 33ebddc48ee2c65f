import { newId } from '@campusgraph/persistence';
import { type OwnStage, openOwnStage } from '@campusgraph/stack';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { accountChapter } from '../../infra/stack/src/story/account-chapter.ts';
import { refusalOf } from '../../infra/stack/src/story/class-chapter.ts';
import { ACCOUNT, contractChapter } from '../../infra/stack/src/story/contract-chapter.ts';
import { leadChapter, MOTHER } from '../../infra/stack/src/story/lead-chapter.ts';
import { setTheStage } from '../../infra/stack/src/story/setting.ts';
import type { Stage } from '../../infra/stack/src/story/story.ts';

let own: OwnStage;
let stage: Stage;
let studentId: string;
beforeAll(async () => {
  const run = newId().slice(-12);
  own = await openOwnStage({ adminUrl: process.env.TEST_POSTGRES_ADMIN_URL ?? '', prefix: `suspended_${run}_` });
  stage = await setTheStage({ ...own, suffix: run, listener: { chapter() {}, fact() {} } });
  const lead = await leadChapter(stage);
  studentId = lead.studentId;
  await contractChapter(stage, await accountChapter(stage), { guardianId: lead.guardianId, studentId });
  await change('enrollStudent', { classGroupId: stage.ids.classGroupId, studentId }, 'enrollment { id }');
});
afterAll(() => own?.close());

async function change(name: string, input: object, selection: string) {
  const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input!`;
  const answer = await stage.people.academic.ask(
    `mutation Change($input: ${type}) { ${name}(input: $input) { ${selection} } }`,
    { input },
  );
  await stage.graph.settled();
  return answer[name];
}

const LESSON = `query Lesson($id: ID!) { scheduledLesson(id: $id) { students { id } roster { student { id } } } }`;
const ROLL = `mutation Roll($input: RecordAttendanceInput!) { recordAttendance(input: $input) { recorded } }`;

/** Takes the roll of the lesson in that week of the term, counted from 0, and tells who was expected and what it cost. */
async function callRoll(week: number) {
  const { id, startsAt } = stage.lessons[week] as { id: string; startsAt: string };
  stage.clock.set(new Date(Date.parse(startsAt) + 300_000));
  const { academic, teacher, hq } = stage.people;
  const { scheduledLesson } = await academic.ask(LESSON, { id });
  const isOn = (ids: string[]) => ids.includes(studentId);
  const entries = [{ studentId, status: 'NO_SHOW' }];
  const refusal = await refusalOf(teacher.ask(ROLL, { input: { scheduledLessonId: id, entries } }));
  await stage.graph.settled();
  return {
    isExpected: isOn(scheduledLesson.students.map((one: { id: string }) => one.id)),
    isOnRoster: isOn(scheduledLesson.roster.map((one: { student: { id: string } }) => one.student.id)),
    refusal: refusal?.code,
    remaining: (await hq.ask(ACCOUNT, { id: studentId })).student.lessonAccount.paidRemaining,
  };
}
const there = (remaining: number) => ({ isExpected: true, isOnRoster: true, refusal: undefined, remaining });
const away = (remaining: number) => ({ isExpected: false, isOnRoster: false, refusal: 'NOT_ON_ROSTER', remaining });

test('a suspended child is neither expected nor charged, and is again afterwards', async () => {
  const { classGroupId } = stage.ids;
  const place = { studentId, classGroupId };
  const suspension = { ...place, from: '2026-03-16', until: '2026-03-22', reason: '全家旅行' };
  await change('suspendEnrollment', suspension, 'enrollmentSuspension { id }');
  // 03-11, then 03-18 in the holidays, then 03-25 again by itself.
  expect(await callRoll(1)).toEqual(there(1900));
  expect(await callRoll(2)).toEqual(away(1900));
  expect(await callRoll(3)).toEqual(there(1800));

  await change('suspendEnrollment', { ...place, from: '2026-03-26', reason: '骨折' }, 'enrollmentSuspension { id }');
  expect(await callRoll(4)).toEqual(away(1800));
  expect(await callRoll(5)).toEqual(away(1800));
  await change('resumeEnrollment', place, 'enrollmentSuspension { endsAt }');
  expect(await callRoll(6)).toEqual(there(1700));
});

test('the family was told when the child does not come, and when again', async () => {
  await stage.mailbox.waitFor(MOTHER.email, /2026年3月26日 起停课至 另行通知,原因:骨折/);
  await stage.mailbox.waitFor(MOTHER.email, /恢复上课/);
});

test('a promoted child is in the next class, and what was paid for goes on there', async () => {
  const { academic } = stage.people;
  const { classGroupId, courseId, otherRoomId } = stage.ids;
  const { teachers } = await academic.ask('query Teachers { teachers(first: 100) { nodes { id name } } }');
  const colleague = teachers.nodes.find(({ name }: { name: string }) => name === '郑老师');
  const newClassGroup = { courseId, name: '水彩进阶', teacherId: colleague.id, roomId: otherRoomId, capacity: 8 };
  const { classPromotion } = await change(
    'promoteClassGroup',
    { fromClassGroupId: classGroupId, newClassGroup, reason: '学完启蒙', closeWhenEmpty: true },
    'classPromotion { toClassGroup { id enrolledCount } fromClassGroup { status } notMoved { code } }',
  );
  expect(classPromotion).toMatchObject({
    ...{ fromClassGroup: { status: 'CLOSED' }, toClassGroup: { enrolledCount: 1 }, notMoved: [] },
  });
  await stage.mailbox.waitFor(MOTHER.email, /由 水彩启蒙 周三班 转入 水彩进阶,原因:学完启蒙/);
  const lessons = [{ startsAt: '2026-04-17T08:00:00Z' }];
  const { scheduledLessons } = await change(
    'scheduleLessons',
    { classGroupId: classPromotion.toClassGroup.id, lessons },
    'scheduledLessons { id startsAt }',
  );
  stage.lessons.push(...scheduledLessons);
  expect(await callRoll(stage.lessons.length - 1)).toEqual(there(1600));
});
