import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { brief, startTestGateway, type TestGateway } from './harness.ts';
import { composeTestSupergraph, SCHEMAS } from './subgraphs.ts';

let graph: TestGateway;
beforeAll(async () => {
  graph = await startTestGateway();
});
afterAll(() => graph.stop());

describe('a token sees only what its scopes allow', () => {
  test('one query is answered by three subgraphs when every scope is there', async () => {
    const { data, errors, asked } = await graph.ask(
      ['student:read', 'account:read'],
      '{ student(id: "s1") { name balance discount branch { name } } }',
    );
    expect(errors).toEqual([]);
    expect(data).toEqual({ student: { name: '王小明', balance: 2_200, discount: 10, branch: { name: '中关村校区' } } });
    expect(new Set(asked)).toEqual(new Set(['academics', 'billing', 'organization']));
  });

  test('a field without its scope is null, named in an error, and its subgraph is not asked', async () => {
    const { data, errors, asked } = await graph.ask(['student:read'], '{ student(id: "s1") { name balance } }');
    expect(data).toEqual({ student: { name: '王小明', balance: null } });
    expect(errors).toEqual([
      {
        message: 'Your token may not use "balance"; it lacks the scope account:read. Ask an administrator to grant it.',
        path: ['student', 'balance'],
        locations: [{ line: 1, column: 28 }],
        extensions: { code: 'FORBIDDEN', requiredScopes: ['account:read'] },
      },
    ]);
    expect(asked).toEqual(['academics']);
  });

  test('when nothing is left, no subgraph is asked', async () => {
    const { data, errors, asked } = await graph.ask(
      ['lead:read'],
      '{ student(id: "s1") { name } people2: me { kind } }',
    );
    expect(data).toEqual({ student: null, people2: { kind: 'STAFF' } });
    expect(errors.map(brief)).toEqual([['FORBIDDEN', 'student']]);
    expect(asked).toEqual(['organization']);
    const nothing = await graph.ask(['lead:read'], '{ student(id: "s1") { name } }');
    expect(nothing.data).toEqual({ student: null });
    expect(nothing.asked).toEqual([]);
  });

  test('in a list each place is null and one error counts them', async () => {
    const { data, errors } = await graph.ask(['student:read'], '{ students { nodes { id balance } totalCount } }');
    expect(data.students).toEqual({
      nodes: [
        { id: 's1', balance: null },
        { id: 's2', balance: null },
      ],
      totalCount: 2,
    });
    expect(errors.map(brief)).toEqual([['FORBIDDEN', 'students.nodes.0.balance']]);
    expect(errors[0]?.extensions.places).toBe(2);
  });

  test('another token with more scopes gets more from the very same query', async () => {
    const query = '{ student(id: "s2") { phone balance } }';
    const less = await graph.ask(['student:read', 'guardian:read'], query);
    const more = await graph.ask(['student:read', 'guardian:read', 'account:read'], query);
    const again = await graph.ask(['student:read', 'guardian:read'], query);
    expect(less.data.student).toEqual({ phone: '13800000002', balance: null });
    expect(more.data.student).toEqual({ phone: '13800000002', balance: 2_200 });
    expect(again.data).toEqual(less.data);
  });

  test('either of two alternatives will do, and the shorter way is named', async () => {
    const query = '{ student(id: "s1") { grade } }';
    const first = await graph.ask(['student:read', 'ledger:read', 'account:read'], query);
    const second = await graph.ask(['student:read', 'pay:write'], query);
    expect([first.data.student.grade, second.data.student.grade]).toEqual(['A', 'A']);
    const neither = await graph.ask(['student:read', 'ledger:read'], query);
    expect(neither.errors[0]?.extensions.requiredScopes).toEqual(['account:read']);
  });
});

describe('there is no way around a scope', () => {
  const withoutNote = ['student:read'] as const;

  test.each([
    ['an alias', '{ student(id: "s1") { id name: phone } }', 'student.name'],
    ['a fragment', '{ student(id: "s1") { id ...F } } fragment F on Student { phone }', 'student.phone'],
    [
      'a fragment in a fragment',
      '{ student(id: "s1") { id ...F } } fragment F on Student { ...G } fragment G on Student { phone }',
      'student.phone',
    ],
    ['an inline fragment', '{ student(id: "s1") { id ... on Student { ... { phone } } } }', 'student.phone'],
    ['a fragment on the interface', '{ student(id: "s1") { id ... on Person { phone } } }', 'student.phone'],
    [
      'a condition in a variable',
      'query ($yes: Boolean = true) { student(id: "s1") { id phone @include(if: $yes) } }',
      'student.phone',
    ],
    ['another path', '{ student(id: "s1") { id friends { nodes { phone } } } }', 'student.friends.nodes.0.phone'],
    [
      'an operation beside the named one',
      'query B { version } query A { student(id: "s1") { id phone } }',
      'student.phone',
    ],
  ])('%s', async (_way, query, path) => {
    const operationName = query.includes('query A') ? { operationName: 'A' } : {};
    const { data, errors } = await graph.ask([...withoutNote], { query, ...operationName });
    expect(JSON.stringify(data)).not.toContain('1380000');
    expect(errors.map(brief)).toEqual([['FORBIDDEN', path]]);
    expect(graph.received.every(({ query: asked }) => !asked.includes('phone'))).toBe(true);
  });

  test("an interface's field needs the scopes of every type behind it", async () => {
    const { data, errors } = await graph.ask(['lead:read'], '{ people { __typename name phone } }');
    expect(data.people).toEqual([
      { __typename: 'Student', name: '王小明', phone: null },
      { __typename: 'Student', name: '李小红', phone: null },
      { __typename: 'Teacher', name: '张老师', phone: null },
    ]);
    expect(errors.map(brief)).toEqual([['FORBIDDEN', 'people.0.phone']]);
  });

  test('what one type allows is answered for that type, though the interface refuses it', async () => {
    const { data } = await graph.ask(
      ['lead:read'],
      '{ people { name ... on Teacher { phone } ... on Student { phone } } }',
    );
    expect(data.people.map(({ phone }: { phone: string | null }) => phone)).toEqual([null, null, '13900000001']);
  });

  test('a protected type cannot be reached through a union', async () => {
    const query = '{ found { __typename ... on Student { name } ... on Pay { amountFen } ... on Staffroom { name } } }';
    const { data, errors } = await graph.ask(['lead:read'], query);
    // amountFen may not be null, and neither may the list's items.
    expect(data).toBeNull();
    expect(errors.map(brief)).toEqual([['FORBIDDEN', 'found.1.amountFen']]);
  });

  test("what a subgraph computes from another's protected field does not compose without that field's scope", async () => {
    const { data, errors } = await graph.ask(['student:read'], '{ student(id: "s1") { discount } }');
    expect([data, errors]).toEqual([{ student: { discount: 10 } }, []]);
    const leaking = SCHEMAS.billing
      .replace('level: Int! @external', 'phone: String @external')
      .replace('fields: "level"', 'fields: "phone"');
    expect(() => composeTestSupergraph({ ...SCHEMAS, billing: leaking })).toThrow(
      'does not specify necessary @authenticated, @requiresScopes',
    );
  });

  test('introspection shows the schema, beside a refusal as well, and no data', async () => {
    const { data, errors, asked } = await graph.ask(
      [],
      '{ __schema { queryType { name } } __type(name: "Pay") { name } student(id: "s1") { id } }',
    );
    expect(data).toEqual({ __schema: { queryType: { name: 'Query' } }, __type: { name: 'Pay' }, student: null });
    expect(errors.map(brief)).toEqual([['FORBIDDEN', 'student']]);
    expect(asked).toEqual([]);
  });

  test('an alias cannot pose as __typename', async () => {
    const { status, errors } = await graph.ask(['lead:read'], '{ people { __typename: name } }');
    expect([status, errors[0]?.extensions.code]).toEqual([400, 'RESERVED_ALIAS']);
  });

  test('an empty operation name is no second interpretation of the request', async () => {
    const { data, errors } = await graph.ask(null, { query: '{ me { kind } }', operationName: '' });
    expect(data ?? null).toBeNull();
    expect(errors).toHaveLength(1);
    expect(graph.received).toEqual([]);
  });
});

describe('nulls go as far as the schema says', () => {
  test('a refused value that may not be null takes its object with it', async () => {
    const { data, errors } = await graph.ask(['student:read'], '{ student(id: "s1") { name secretNote } version }');
    expect(data).toEqual({ student: null, version: '1' });
    expect(errors.map(brief)).toEqual([['FORBIDDEN', 'student.secretNote']]);
    expect(graph.received.map(({ subgraph }) => subgraph)).toEqual(['organization']);
  });

  test('through lists of values that may not be null it reaches the top', async () => {
    const { data, errors } = await graph.ask(['student:read'], '{ students { nodes { secretNote } } version }');
    expect(data).toBeNull();
    expect(errors.map(brief)).toEqual([['FORBIDDEN', 'students.nodes.0.secretNote']]);
  });

  test('a refused field of something that does not exist is reported all the same', async () => {
    const { data, errors } = await graph.ask(['student:read'], '{ student(id: "s9") { balance } }');
    expect(data).toEqual({ student: null });
    expect(errors.map(brief)).toEqual([['FORBIDDEN', 'student.balance']]);
  });

  test('a field that the request itself skips is not refused', async () => {
    const query =
      'query ($no: Boolean!) { student(id: "s1") { name balance @include(if: $no) ... @skip(if: true) { phone } } }';
    const { data, errors } = await graph.ask(['student:read'], { query, variables: { no: false } });
    expect([data, errors]).toEqual([{ student: { name: '王小明' } }, []]);
  });

  test('a mutation that is allowed runs, even when its result may not be seen', async () => {
    const query = 'mutation { closeBranch(id: "b1") { audit } }';
    const { data, errors, asked } = await graph.ask(['organization:write'], query);
    expect(data).toBeNull();
    expect(errors.map(brief)).toEqual([['FORBIDDEN', 'closeBranch.audit']]);
    expect(asked).toEqual(['organization']);
    expect((await graph.ask(['student:read'], query)).asked).toEqual([]);
  });

  test('a variable that is not valid is reported before anything else', async () => {
    const { status, data, errors } = await graph.ask(['student:read'], {
      query: 'query ($id: ID!) { student(id: $id) { balance } }',
    });
    expect([status, data, errors[0]?.extensions.code]).toEqual([400, undefined, 'BAD_USER_INPUT']);
  });
});
