import { leadConverted } from '@campusgraph/contracts';
import { newId } from '@campusgraph/persistence';
import { migrationDrift, principals } from '@campusgraph/testing';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import pg from 'pg';
import { schema } from '../src/persistence/schema.ts';
import { ENROLL, OPEN_CLASS, SCHEDULE, startAcademics } from './harness.ts';

let app: Awaited<ReturnType<typeof startAcademics>>;
beforeAll(async () => {
  app = await startAcademics();
});
afterAll(() => app.stop());

const WITHDRAW =
  'mutation ($input: WithdrawStudentInput!) { withdrawStudent(input: $input) { enrollment { status withdrawnAt student { status } } } }';
const CLOSE =
  'mutation ($input: CloseClassGroupInput!) { closeClassGroup(input: $input) { classGroup { status enrolledCount } } }';
const NAMES = '{ students { nodes { name } } }';

/** Types of the events this service recorded about an organization, in order. */
async function recorded(organizationId: string): Promise<string[]> {
  const client = new pg.Client(app.urls.system);
  await client.connect();
  try {
    const { rows } = await client.query<{ type: string }>(
      'select type from events.log where organization_id = $1 order by position',
      [organizationId],
    );
    return rows.map(({ type }) => type);
  } finally {
    await client.end();
  }
}

test('entities and migrations agree', async () => {
  expect(await migrationDrift(schema, app.urls)).toEqual([]);
});

describe('a lead that converts', () => {
  test('becomes a student under the id that crm gave, once, however often it is told', async () => {
    const { organizationId, branchId, hq, convert } = await app.chain();
    const { studentId, guardianId } = await convert('小明');
    await convert('小明', { studentId, guardianId });
    const { data } = await app.ask(
      hq,
      'query ($id: ID!) { student(id: $id) { name birthDate status guardian { id } branch { id } } students { totalCount } }',
      { id: studentId },
    );
    expect(data).toEqual({
      student: {
        name: '小明',
        birthDate: '2016-05-01',
        status: 'REGISTERED',
        guardian: { id: guardianId },
        branch: { id: branchId },
      },
      students: { totalCount: 1 },
    });
    expect((await recorded(organizationId)).filter((type) => type.includes('student'))).toEqual([
      'academics.student.registered.v1',
    ]);
  });

  test('whose branch is not given is parked, not lost', async () => {
    const { organizationId } = await app.chain();
    const at = app.clock().toISOString();
    const leadId = newId();
    await app.tell(
      leadConverted,
      { organizationId, branchId: null, aggregateId: leadId },
      {
        leadId,
        channel: 'AD',
        sourceName: '',
        capturedAt: at,
        convertedAt: at,
        householdId: newId(),
        guardian: { guardianId: newId(), name: '王', phone: '1', email: null, locale: 'en' },
        student: { studentId: newId(), name: '小红', birthDate: null },
      },
    );
    const client = new pg.Client(app.urls.system);
    await client.connect();
    const { rows } = await client.query('select error from events.parked_message where organization_id = $1', [
      organizationId,
    ]);
    await client.end();
    expect(rows).toHaveLength(1);
  });
});

describe('a class', () => {
  test('has seats: the last one is taken, the next student is refused, and a seat given back is free', async () => {
    const { clerk, classGroupId, convert } = await app.chain();
    const students = await Promise.all(['甲', '乙', '丙'].map((name) => convert(name)));
    const [first, second, third] = students.map(({ studentId }) => ({ studentId, classGroupId }));
    await app.give(clerk, ENROLL, first as object);
    const given = await app.give(clerk, ENROLL, second as object);
    expect(given.enrollment).toMatchObject({
      status: 'ACTIVE',
      student: { status: 'STUDYING' },
      classGroup: { enrolledCount: 2, fillRate: 1 },
    });
    expect((await app.refused(clerk, ENROLL, third as object))?.extensions.code).toBe('CLASS_FULL');
    expect((await app.refused(clerk, ENROLL, first as object))?.extensions.code).toBe('ALREADY_ENROLLED');
    const left = await app.give(clerk, WITHDRAW, first as object);
    expect(left.enrollment).toEqual({
      status: 'WITHDRAWN',
      withdrawnAt: app.clock().toISOString(),
      student: { status: 'FORMER' },
    });
    expect((await app.refused(clerk, WITHDRAW, first as object))?.extensions.code).toBe('NOT_ENROLLED');
    await app.give(clerk, ENROLL, third as object);
  });

  test('never gets more students than seats, also when everybody enrols at the same instant', async () => {
    const { clerk, classGroupId, convert } = await app.chain();
    const students = await Promise.all(['甲', '乙', '丙', '丁', '戊'].map((name) => convert(name)));
    const outcomes = await Promise.all(
      students.map(({ studentId }) => app.refused(clerk, ENROLL, { studentId, classGroupId })),
    );
    expect(outcomes.map((error) => error?.extensions.code ?? 'enrolled').toSorted()).toEqual([
      'CLASS_FULL',
      'CLASS_FULL',
      'CLASS_FULL',
      'enrolled',
      'enrolled',
    ]);
  });

  test('shows its students the next lessons, until they leave', async () => {
    const { clerk, classGroupId, convert } = await app.chain();
    const { studentId } = await convert('小明');
    await app.give(clerk, SCHEDULE, {
      classGroupId,
      weekly: { weekday: 1, startTime: '18:00', from: '2026-03-02', count: 8 },
    });
    await app.give(clerk, ENROLL, { studentId, classGroupId });
    const next = async () =>
      (
        await app.ask(
          clerk,
          'query ($id: ID!) { student(id: $id) { nextLessons(first: 2) { startsAt } enrollments { status } } }',
          {
            id: studentId,
          },
        )
      ).data.student;
    expect(await next()).toEqual({
      nextLessons: [{ startsAt: '2026-03-02T10:00:00.000Z' }, { startsAt: '2026-03-09T10:00:00.000Z' }],
      enrollments: [{ status: 'ACTIVE' }],
    });
    await app.give(clerk, WITHDRAW, { studentId, classGroupId });
    expect(await next()).toEqual({ nextLessons: [], enrollments: [{ status: 'WITHDRAWN' }] });
  });

  test('closes after its last lesson, not before', async () => {
    const { clerk, classGroupId, convert, organizationId } = await app.chain();
    const { studentId } = await convert('小明');
    await app.give(clerk, ENROLL, { studentId, classGroupId });
    await app.give(clerk, SCHEDULE, { classGroupId, lessons: [{ startsAt: '2026-03-02T00:30:00Z' }] });
    expect((await app.refused(clerk, CLOSE, { classGroupId }))?.extensions.code).toBe('CLASS_HAS_LESSONS');
    app.clock.advance({ hours: 2 });
    const closed = await app.give(clerk, CLOSE, { classGroupId });
    expect(closed.classGroup).toEqual({ status: 'CLOSED', enrolledCount: 0 });
    expect((await app.refused(clerk, ENROLL, { studentId, classGroupId }))?.extensions.code).toBe('CLASS_CLOSED');
    expect((await recorded(organizationId)).at(-1)).toBe('academics.student.withdrawn.v1');
  });

  test('fits its room and meets in its own branch; names are given once in a branch', async () => {
    const { hq, branchId, courseId, teacherId, roomId, otherBranchId, addRoom } = await app.chain();
    const input = { branchId, courseId, teacherId, roomId, name: '大班', capacity: 12 };
    const code = async (change: object) =>
      (await app.refused(hq, OPEN_CLASS, { ...input, ...change }))?.extensions.code;
    expect(await code({ capacity: 13 })).toBe('ROOM_TOO_SMALL');
    expect(await code({ roomId: await addRoom('S1', otherBranchId) })).toBe('ROOM_OF_ANOTHER_BRANCH');
    expect(await code({ name: '三年级数学' })).toBe('CLASS_NAME_TAKEN');
    expect(await code({ teacherId: newId() })).toBe('TEACHER_NOT_FOUND');
    expect(await code({ name: '  ' })).toBe('INVALID_TEXT');
  });
});

test('a walk-in is registered for a guardian of the branch whom crm has told of', async () => {
  const { clerk, hq, branchId, otherBranchId, meet } = await app.chain();
  const register =
    'mutation ($input: RegisterStudentInput!) { registerStudent(input: $input) { student { id guardian { id } } } }';
  const guardianId = await meet();
  const { student } = await app.give(clerk, register, { branchId, guardianId, name: '小红' });
  expect(student?.guardian).toEqual({ id: guardianId });
  const elsewhere = await app.chain();
  const others = [newId(), await elsewhere.meet(), await meet(otherBranchId)];
  for (const other of others) {
    const refused = await app.refused(clerk, register, { branchId, guardianId: other, name: '小红' });
    expect(refused?.extensions).toMatchObject({ code: 'GUARDIAN_NOT_FOUND', argument: 'guardianId', retryable: true });
  }
  expect(await app.refused(hq, register, { branchId, guardianId: others[2], name: '小红' })).toBeUndefined();
});

describe('who sees whom', () => {
  test('another chain, a sibling branch and another family see nothing of a student', async () => {
    const { hq, organizationId, branchId, otherBranchId, classGroupId, clerk, convert } = await app.chain();
    const { studentId, guardianId } = await convert('小明');
    await app.give(clerk, ENROLL, { studentId, classGroupId });
    const names = async (principal: typeof hq) => (await app.ask(principal, NAMES)).data.students.nodes;
    const branchIds = [branchId];
    expect(await names(hq)).toEqual([{ name: '小明' }]);
    expect(await names(principals.guardian({ organizationId, guardianId, branchIds }))).toEqual([{ name: '小明' }]);
    expect(await names(principals.hq({ organizationId: newId() }))).toEqual([]);
    expect(await names(principals.staff({ organizationId, branchIds: [otherBranchId] }))).toEqual([]);
    const stranger = principals.guardian({ organizationId, guardianId: newId(), branchIds });
    expect(await names(stranger)).toEqual([]);
    const { data } = await app.ask(
      stranger,
      `query ($id: ID!) { student(id: $id) { id } classGroup(id: "${classGroupId}") { name students { name } } }`,
      { id: studentId },
    );
    expect(data).toEqual({ student: null, classGroup: { name: '三年级数学', students: [] } });
  });

  test('a clerk cannot open a class in a sibling branch', async () => {
    const { clerk, otherBranchId, courseId, teacherId, roomId } = await app.chain();
    const input = { branchId: otherBranchId, courseId, teacherId, roomId, name: 'x', capacity: 2 };
    expect((await app.refused(clerk, OPEN_CLASS, input))?.extensions.code).toBe('BRANCH_NOT_FOUND');
  });

  test('the gateway reaches a guardian’s children and a student by reference', async () => {
    const { hq, convert } = await app.chain();
    const { studentId, guardianId } = await convert('小明');
    const { data } = await app.ask(
      hq,
      'query ($of: [_Any!]!) { _entities(representations: $of) { ... on Guardian { students { id } } ... on Student { name } } }',
      {
        of: [
          { __typename: 'Guardian', id: guardianId },
          { __typename: 'Student', id: studentId },
          { __typename: 'Student', id: newId() },
        ],
      },
    );
    expect(data._entities).toEqual([{ students: [{ id: studentId }] }, { name: '小明' }, null]);
  });

  test('a part of a name finds a student, and a percent sign is only a percent sign', async () => {
    const { hq, convert } = await app.chain();
    await convert('王小明');
    const find = async (search: string) =>
      (
        await app.ask(hq, 'query ($search: String) { students(filter: { search: $search }) { totalCount } }', {
          search,
        })
      ).data.students.totalCount;
    expect([await find('小明'), await find('%'), await find('李')]).toEqual([1, 0, 0]);
  });
});
