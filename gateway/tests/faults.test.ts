import type { SendToSubgraph } from '@campusgraph/gateway';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { brief, startTestGateway, type TestGateway } from './harness.ts';

/** How billing answers in this test; undefined: as it should. */
let billing: (() => ReturnType<SendToSubgraph>) | undefined;
let graph: TestGateway;

beforeAll(async () => {
  const faulty: SendToSubgraph = (subgraph, request) =>
    subgraph === 'billing' && billing ? billing() : graph.send(subgraph, request);
  graph = await startTestGateway({ send: faulty, subgraphTimeoutMs: 200 });
});
afterAll(() => graph.stop());

const scopes = ['student:read', 'account:read', 'contract:read'] as const;

describe('a subgraph that does not answer', () => {
  test.each<[string, () => ReturnType<SendToSubgraph>]>([
    ['is down', () => Promise.reject(new Error('connect ECONNREFUSED 10.0.0.7:4005'))],
    ['is too slow', () => new Promise(() => {})],
    ['is replaced by a proxy that says 502', async () => ({ status: 502, body: '<html>bad gateway</html>' })],
    ['answers something that is not GraphQL', async () => ({ status: 200, body: '"hello"' })],
    ['does not know our key', async () => ({ status: 401, body: '{"errors":[{"message":"no"}]}' })],
  ])('%s: its fields are null with an error at their place, the rest is there', async (_fault, answer) => {
    billing = answer;
    const { status, data, errors } = await graph.ask([...scopes], '{ student(id: "s1") { name balance discount } }');
    expect(status).toBe(200);
    expect(data).toEqual({ student: { name: '王小明', balance: null, discount: null } });
    expect(errors.map(brief)).toEqual([
      ['SUBGRAPH_UNAVAILABLE', 'student.balance'],
      ['SUBGRAPH_UNAVAILABLE', 'student.discount'],
    ]);
    expect(errors[0]?.extensions.subgraph).toBe('billing');
    expect(errors[0]?.message).toBe(
      'The service "billing" does not answer, so this part is missing. Try again shortly.',
    );
    billing = undefined;
  });

  test('in a list the first place is named and all are counted; values that may not be null take their object along', async () => {
    billing = () => Promise.reject(new Error('down'));
    const { data, errors } = await graph.ask([...scopes], '{ students { nodes { id balance } } }');
    expect(data.students.nodes).toEqual([
      { id: 's1', balance: null },
      { id: 's2', balance: null },
    ]);
    expect(errors.map(brief)).toEqual([['SUBGRAPH_UNAVAILABLE', 'students.nodes.0.balance']]);
    expect(errors[0]?.extensions.places).toBe(2);
    const strict = await graph.ask([...scopes], '{ student(id: "s1") { contracts { id } } version }');
    expect(strict.data).toEqual({ student: null, version: '1' });
    billing = undefined;
  });

  test('a refused field and a subgraph that is down are both reported', async () => {
    billing = () => Promise.reject(new Error('down'));
    const { errors } = await graph.ask(['student:read', 'account:read'], '{ student(id: "s1") { balance phone } }');
    expect(errors.map(brief)).toEqual([
      ['SUBGRAPH_UNAVAILABLE', 'student.balance'],
      ['FORBIDDEN', 'student.phone'],
    ]);
    billing = undefined;
  });

  test('it is told when the gateway stops waiting, and which request it serves', async () => {
    await graph.ask(null, '{ version }', { 'x-correlation-id': 'from-the-client' });
    expect(graph.received[0]?.headers).toMatchObject({
      'x-correlation-id': 'from-the-client',
      'x-campusgraph-deadline': '2026-03-02T01:00:00.200Z',
      'accept-language': 'zh-CN',
    });
  });
});

describe('errors of subgraphs', () => {
  test('a rule that said no keeps its code, message and details, and never a stack', async () => {
    const { errors } = await graph.ask(
      null,
      'mutation { signIn(input: { login: "hq", password: "wrong" }) { accessToken } }',
    );
    expect(errors).toMatchObject([
      {
        message: '登录名或密码不正确。',
        path: ['signIn'],
        extensions: { code: 'WRONG_CREDENTIALS', subgraph: 'organization', login: 'hq' },
      },
    ]);
    expect(JSON.stringify(errors)).not.toContain('secret.ts');
  });

  test('anything else is masked, with the number to look for in the logs', async () => {
    const { data, errors } = await graph.ask(null, '{ broken version }', {
      'x-correlation-id': 'request-42',
      'accept-language': 'en',
    });
    expect(data).toEqual({ broken: null, version: '1' });
    expect(errors).toEqual([
      {
        message: 'Something went wrong on our side. Quote request-42 when you report it.',
        path: ['broken'],
        extensions: { code: 'INTERNAL_SERVER_ERROR', subgraph: 'academics', correlationId: 'request-42' },
      },
    ]);
  });

  test('null where the schema promises a value is an error, not silence', async () => {
    billing = async () => ({
      status: 200,
      body: JSON.stringify({ data: { _entities: [{ __typename: 'Student', contracts: null }] } }),
    });
    const { data, errors } = await graph.ask([...scopes], '{ student(id: "s1") { contracts { id } } }');
    expect(data).toEqual({ student: null });
    expect(errors.map(brief)).toEqual([['INTERNAL_SERVER_ERROR', 'student.contracts']]);
    billing = undefined;
  });

  test('a request that a subgraph refuses as a whole is reported at its field', async () => {
    const refusal = { errors: [{ message: 'Fen must be a whole number.', extensions: { code: 'BAD_USER_INPUT' } }] };
    billing = async () => ({ status: 400, body: JSON.stringify(refusal) });
    const { errors } = await graph.ask([...scopes], '{ student(id: "s1") { balance } }');
    expect(errors.map(brief)).toEqual([['BAD_USER_INPUT', 'student.balance']]);
    billing = undefined;
  });
});
