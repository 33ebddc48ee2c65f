import type { Principal } from '@campusgraph/auth';
import { staffJoined } from '@campusgraph/contracts';
import { newId } from '@campusgraph/persistence';
import { principals } from '@campusgraph/testing';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { ENROLL, SCHEDULE, startAcademics } from './harness.ts';

let app: Awaited<ReturnType<typeof startAcademics>>;
beforeAll(async () => {
  app = await startAcademics();
});
afterAll(() => app.stop());

// 18:00 in Shanghai, a Monday.
const MONDAY = '2026-03-09T10:00:00.000Z';
const WITHDRAW = 'mutation ($input: WithdrawStudentInput!) { withdrawStudent(input: $input) { enrollment { id } } }';

describe('a week of the timetable', () => {
  test('of a branch, a class, a teacher, a room and a student is the same lesson, and over the week’s end it is not', async () => {
    const chain = await app.chain();
    const { clerk, branchId, classGroupId, teacherId, roomId, convert, organizationId } = chain;
    const { studentId, guardianId } = await convert('小明');
    await app.give(clerk, SCHEDULE, {
      classGroupId,
      lessons: [{ startsAt: MONDAY }, { startsAt: '2026-03-16T00:00:00Z' }],
    });
    await app.give(clerk, ENROLL, { studentId, classGroupId });
    const week = 'lessons(from: "2026-03-09T00:00:00Z", to: "2026-03-16T00:00:00Z") { startsAt }';
    const query = `query ($classGroupId: ID!, $teacherId: ID!, $roomId: ID!, $studentId: ID!, $of: [_Any!]!) {
      classGroup(id: $classGroupId) { ${week} } teacher(id: $teacherId) { ${week} } room(id: $roomId) { ${week} }
      student(id: $studentId) { ${week} } _entities(representations: $of) { ... on Branch { ${week} } } }`;
    const of = [{ __typename: 'Branch', id: branchId }];
    const variables = { classGroupId, teacherId, roomId, studentId, of };
    const expected = { lessons: [{ startsAt: MONDAY }] };
    const { data } = await app.ask(clerk, query, variables);
    expect(data).toEqual({
      ...{ classGroup: expected, teacher: expected, room: expected, student: expected, _entities: [expected] },
    });
    const ofStudent = `query ($id: ID!) { student(id: $id) { ${week} } }`;
    const family = (id: string) => principals.guardian({ organizationId, guardianId: id, branchIds: [branchId] });
    expect((await app.ask(family(guardianId), ofStudent, { id: studentId })).data.student).toEqual(expected);
    expect((await app.ask(family(newId()), ofStudent, { id: studentId })).data.student).toBeNull();
  });

  test('of a student keeps the lessons of a class that was left, up to then', async () => {
    const { clerk, classGroupId, convert } = await app.chain();
    const { studentId } = await convert('小明');
    const start = app.clock().getTime();
    const lessons = [1, 26].map((hours) => ({ startsAt: new Date(start + hours * 3_600_000).toISOString() }));
    await app.give(clerk, SCHEDULE, { classGroupId, lessons });
    await app.give(clerk, ENROLL, { studentId, classGroupId });
    app.clock.advance({ hours: 24 });
    await app.give(clerk, WITHDRAW, { studentId, classGroupId });
    const { data } = await app.ask(
      clerk,
      'query ($id: ID!, $from: DateTime!) { student(id: $id) { lessons(from: $from) { startsAt } } }',
      {
        id: studentId,
        from: new Date(start).toISOString(),
      },
    );
    expect(data.student.lessons).toEqual([{ startsAt: lessons[0]?.startsAt }]);
  });
});

test('of a teacher who travels, somebody of one branch sees that branch, and headquarters all', async () => {
  const { hq, clerk, organizationId, branchId, otherBranchId } = await app.chain();
  const id = newId();
  const data = {
    staffId: id,
    name: '周老师',
    role: 'TEACHER' as const,
    branchIds: [branchId, otherBranchId],
    email: null,
  };
  await app.tell(staffJoined, { organizationId, branchId: null, aggregateId: id }, data);
  const branches = async (principal: Principal) => {
    const { data } = await app.ask(principal, 'query ($id: ID!) { teacher(id: $id) { branches { id } } }', { id });
    return data.teacher.branches;
  };
  expect(await branches(clerk)).toEqual([{ id: branchId }]);
  expect(await branches(hq)).toEqual([{ id: branchId }, { id: otherBranchId }]);
});
