import type { Principal } from '@campusgraph/auth';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { brief, staff, startTestGateway, type TestGateway } from './harness.ts';

let graph: TestGateway;
beforeEach(async () => {
  graph = await startTestGateway();
});
afterEach(() => graph.stop());

const scopes = ['student:read', 'guardian:read', 'lead:read'] as const;
const recorded = () => graph.published.accesses.flat();
const recordedFields = () => recorded().map(({ fields }) => fields);

async function askAs(principal: Principal, query: string) {
  const { accessToken } = await graph.token(principal);
  return graph.gateway.execute({ query }, { authorization: `Bearer ${accessToken}` });
}

describe('who reads personal data is written down', () => {
  test('through a fragment and under an alias: who, which fields, in which operation and request', async () => {
    const query = `query Roll { student(id: "s1") { ...Contact } }
      fragment Contact on Student { name ...Deeper } fragment Deeper on Student { reachAt: phone }`;
    const { data } = await graph.ask([...scopes], query, { 'x-correlation-id': 'request-7' });
    expect(data).toEqual({ student: { name: '王小明', reachAt: '13800000001' } });
    expect(recorded()).toEqual([
      {
        organizationId: '00000000-0000-4000-8000-000000000001',
        actorKind: 'STAFF',
        actorId: 'staff-1',
        operation: 'Roll',
        fields: ['Student.phone'],
        correlationId: 'request-7',
      },
    ]);
  });

  test('through an interface, for the types that have it marked; on a type that has not there is nothing to write', async () => {
    await graph.ask([...scopes], '{ people { name phone } }');
    await graph.ask([...scopes], '{ people { ... on Teacher { phone } } }');
    await graph.ask([...scopes], '{ student(id: "s1") { ... on Person { phone } } }');
    expect(recordedFields()).toEqual([['Student.phone'], ['Student.phone']]);
  });

  test('a refused field is not, what is told beside it is', async () => {
    const query = '{ student(id: "s1") { phone friends { nodes { id } } } students { nodes { phone } } }';
    const { errors } = await graph.ask(['student:read'], query);
    expect(errors.map(brief)).toEqual([
      ['FORBIDDEN', 'student.phone'],
      ['FORBIDDEN', 'students.nodes.0.phone'],
    ]);
    expect(graph.published.accesses).toEqual([]);
    await graph.ask([...scopes], '{ students { nodes { phone secretNote } } }');
    await graph.ask([...scopes, 'audit:read'], '{ student(id: "s1") { phone secretNote } }');
    expect(recordedFields()).toEqual([['Student.phone'], ['Student.phone', 'Student.secretNote']]);
  });

  test('what the request itself skips is not', async () => {
    const query = `query ($show: Boolean!) { student(id: "s1") { name ...Contact @include(if: $show) } }
      fragment Contact on Student { phone }`;
    await graph.ask([...scopes], { query, variables: { show: false } });
    expect(graph.published.accesses).toEqual([]);
    await graph.ask([...scopes], { query, variables: { show: true } });
    expect(recordedFields()).toEqual([['Student.phone']]);
  });

  test('an operation without personal data leaves no record, though its document holds another one with it', async () => {
    const query = 'query A { student(id: "s1") { name } } query B { student(id: "s1") { phone } }';
    const { data } = await graph.ask([...scopes], { query, operationName: 'A' });
    await graph.ask(null, '{ version }');
    expect(data).toEqual({ student: { name: '王小明' } });
    expect(graph.plainRequests.map(({ path }) => path)).not.toContain('/internal/accesses');
    await graph.ask([...scopes], { query, operationName: 'B' });
    expect(recorded().map(({ operation }) => operation)).toEqual(['B']);
  });

  test('a guardian who reads of the own family too', async () => {
    const guardian = staff([...scopes], { kind: 'GUARDIAN', subject: 'guardian-1', guardianId: crypto.randomUUID() });
    await askAs(guardian, '{ student(id: "s1") { phone } }');
    expect(recorded()).toMatchObject([{ actorKind: 'GUARDIAN', actorId: 'guardian-1', operation: null }]);
  });
});

test('many at once share a post, and none is answered before its own record is kept', async () => {
  const { promise, resolve } = Promise.withResolvers<void>();
  graph.published.beforeAccess = promise;
  let answered = 0;
  const requests = Array.from({ length: 60 }, async (_, index) => {
    const answer = await askAs(staff([...scopes], { subject: `staff-${index}` }), '{ student(id: "s1") { phone } }');
    answered += 1;
    return answer.body;
  });
  // All of them were executed by now, and wait for nothing but the record.
  await graph.until(async () => graph.received.length === 60);
  expect(answered).toBe(0);
  resolve();
  const answers = await Promise.all(requests);
  expect(answers).toMatchObject(Array.from({ length: 60 }, () => ({ data: { student: { phone: '13800000001' } } })));
  expect(graph.published.accesses.map(({ length }) => length)).toEqual([1, 59]);
  expect(new Set(recorded().map(({ actorId }) => actorId)).size).toBe(60);
});

describe('without a record nothing is told', () => {
  const query = '{ version student(id: "s1") { name phone } }';

  test('organization is down: 503 in the reader’s language, and all is well again when it is back', async () => {
    graph.published.isDown = true;
    const { status, data, errors } = await graph.ask([...scopes], query);
    expect([status, data]).toEqual([503, null]);
    expect(errors).toEqual([
      {
        message:
          'Who is told Student.phone must be recorded first, and the service "organization" does not take records now, so the request was not carried out. Try again shortly, or leave these fields out.',
        extensions: { code: 'AUDIT_UNAVAILABLE', subgraph: 'organization', fields: ['Student.phone'] },
      },
    ]);
    const chinese = await askAs(staff([...scopes], { locale: 'zh-CN' }), query);
    expect(chinese.body.errors?.[0]?.message).toContain('读取 Student.phone 须先登记');
    expect(chinese.headers['retry-after']).toBe('2');
    expect((await graph.ask([...scopes], '{ student(id: "s1") { name } }')).data.student.name).toBe('王小明');
    graph.published.isDown = false;
    expect((await graph.ask([...scopes], query)).data.student.phone).toBe('13800000001');
  });

  test('organization does not answer in time', async () => {
    const impatient = await startTestGateway({ subgraphTimeoutMs: 200 });
    impatient.published.beforeAccess = new Promise(() => {});
    const { status, data, errors } = await impatient.ask([...scopes], query);
    await impatient.stop();
    expect([status, data, ...errors.map(brief)]).toEqual([503, null, ['AUDIT_UNAVAILABLE', undefined]]);
  });

  test('a mutation is not even begun, so that trying again does not do it twice', async () => {
    graph.published.isDown = true;
    const mutation = 'mutation { rename(id: "s1", name: "王大明") { name phone } }';
    const { data, errors, asked } = await graph.ask([...scopes], mutation);
    expect([data, errors.map(brief), asked]).toEqual([null, [['AUDIT_UNAVAILABLE', undefined]], []]);
    graph.published.isDown = false;
    const again = await graph.ask([...scopes], mutation);
    expect(again.data).toEqual({ rename: { name: '王大明', phone: '13800000001' } });
  });

  test('what the scopes refuse is told beside it', async () => {
    graph.published.isDown = true;
    const { data, errors } = await graph.ask([...scopes], '{ student(id: "s1") { phone balance } }');
    expect(data).toBeNull();
    expect(errors.map(({ extensions }) => extensions.code)).toEqual(['AUDIT_UNAVAILABLE', 'FORBIDDEN']);
  });
});
