import { newId } from '@campusgraph/persistence';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import pg from 'pg';
import { ENROLL, SCHEDULE, startAcademics } from './harness.ts';

let app: Awaited<ReturnType<typeof startAcademics>>;
beforeAll(async () => {
  app = await startAcademics();
});
afterAll(() => app.stop());

const MOVE = `mutation ($input: MoveStudentInput!) {
  moveStudent(input: $input) { enrollment { id status classGroup { name enrolledCount } student { status } } } }`;
const CLASSES = '{ classGroups { nodes { name enrolledCount } } }';
const MONDAY = '2026-03-09T10:00:00.000Z';
const at = (classGroupId: string, startsAt: string) => ({ classGroupId, lessons: [{ startsAt }] });

/** 小明 in the first class; a second one in another room with another teacher. */
async function school() {
  const chain = await app.chain();
  const { clerk, classGroupId, convert, openClass, addRoom, addTeacher } = chain;
  const places = { roomId: await addRoom('A202'), teacherId: await addTeacher('赵老师') };
  const toClassGroupId = await openClass('乙班', places);
  const { studentId } = await convert('小明');
  await app.give(clerk, ENROLL, { studentId, classGroupId });
  const move = { studentId, fromClassGroupId: classGroupId, toClassGroupId, reason: '时间更合适' };
  return { ...chain, studentId, toClassGroupId, move };
}

test('a student who moves gives the old seat and hours back and has the new ones, also at the same hour', async () => {
  const { clerk, classGroupId, toClassGroupId, openClass, addRoom, addTeacher, studentId, move, organizationId } =
    await school();
  await app.give(clerk, SCHEDULE, at(classGroupId, MONDAY));
  await app.give(clerk, SCHEDULE, at(toClassGroupId, MONDAY));
  const given = await app.give(clerk, MOVE, move);
  expect(given.enrollment).toMatchObject({
    ...{ status: 'ACTIVE', classGroup: { name: '乙班', enrolledCount: 1 }, student: { status: 'STUDYING' } },
  });
  expect((await app.ask(clerk, CLASSES)).data.classGroups.nodes).toEqual(
    expect.arrayContaining([{ name: '三年级数学', enrolledCount: 0 }]),
  );
  const third = await openClass('丙班', { roomId: await addRoom('A203'), teacherId: await addTeacher('钱老师') });
  await app.give(clerk, SCHEDULE, at(third, '2026-03-09T11:00:00Z'));
  const error = await app.refused(clerk, ENROLL, { studentId, classGroupId: third });
  expect(error?.message).toContain('class 乙班');
  const client = new pg.Client(app.urls.system);
  await client.connect();
  const { rows } = await client.query(
    `select envelope->'data' as data, type from events.log where organization_id = $1 and type like 'academics.student.%'
     order by position desc limit 3`,
    [organizationId],
  );
  await client.end();
  expect(rows.map(({ type }) => type)).toEqual([
    'academics.student.moved.v1',
    'academics.student.enrolled.v1',
    'academics.student.withdrawn.v1',
  ]);
  expect(rows[0].data).toMatchObject({
    ...{ studentId, reason: '时间更合适' },
    ...{ from: { classGroupId }, to: { classGroupId: toClassGroupId, enrollmentId: given.enrollment?.id } },
  });
});

test('a move that is refused leaves the student where he was', async () => {
  const { clerk, classGroupId, toClassGroupId, move, convert, studentId, openClass, addRoom, addTeacher } =
    await school();
  const code = async (input: object) => (await app.refused(clerk, MOVE, input))?.extensions.code;
  expect(await code({ ...move, toClassGroupId: classGroupId })).toBe('SAME_CLASS');
  expect(await code({ ...move, fromClassGroupId: toClassGroupId, toClassGroupId: classGroupId })).toBe('NOT_ENROLLED');
  expect(await code({ ...move, toClassGroupId: newId() })).toBe('CLASS_GROUP_NOT_FOUND');
  const third = await openClass('丙班', { roomId: await addRoom('A203'), teacherId: await addTeacher('钱老师') });
  await app.give(clerk, SCHEDULE, at(third, MONDAY));
  await app.give(clerk, SCHEDULE, at(toClassGroupId, MONDAY));
  await app.give(clerk, ENROLL, { studentId, classGroupId: third });
  expect(await code(move)).toBe('STUDENT_CLASH');
  for (const name of ['甲', '乙']) {
    await app.give(clerk, ENROLL, { studentId: (await convert(name)).studentId, classGroupId: toClassGroupId });
  }
  expect(await code(move)).toBe('CLASS_FULL');
  const { data } = await app.ask(clerk, 'query ($id: ID!) { student(id: $id) { classGroups { name } } }', {
    id: studentId,
  });
  expect(data.student.classGroups).toEqual([{ name: '三年级数学' }, { name: '丙班' }]);
});

test('two students who change places at the same instant both get there', async () => {
  const { clerk, classGroupId, toClassGroupId, convert, move } = await school();
  const other = await convert('小红');
  await app.give(clerk, ENROLL, { studentId: other.studentId, classGroupId: toClassGroupId });
  const back = {
    ...{ studentId: other.studentId, reason: '互换' },
    ...{ fromClassGroupId: toClassGroupId, toClassGroupId: classGroupId },
  };
  const outcomes = await Promise.all([app.refused(clerk, MOVE, move), app.refused(clerk, MOVE, back)]);
  expect(outcomes).toEqual([undefined, undefined]);
});
