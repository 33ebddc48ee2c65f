import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { leadCaptured } from '@campusgraph/contracts';
import { serve } from '@campusgraph/graphql';
import { createLogger } from '@campusgraph/logging';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Chain, startCrm } from './harness.ts';
import { bomb, workbook } from './workbook.ts';

let app: Awaited<ReturnType<typeof startCrm>>;
beforeAll(async () => {
  app = await startCrm();
});
afterAll(() => app.stop());

const mapping = {
  columns: {
    externalId: '编号',
    name: '姓名',
    phone: '电话',
    channel: { column: '渠道', values: { 官网: 'WEBSITE', 地推: 'WALK_IN' }, default: 'IMPORT' },
    status: { column: '已报名', values: { 是: 'CONVERTED', 否: 'NEW' } },
    attributes: ['备注'],
  },
};
const HEADING = '编号,姓名,电话,渠道,已报名,备注';
const row = (n: number) =>
  `A${n},家长${n},138${String(n).padStart(8, '0')},官网,${n % 4 === 0 ? '是' : '否'},"第 ${n} 条"`;
const csv = (...rows: string[]) => Buffer.from(`${[HEADING, ...rows].join('\r\n')}\r\n`);
const rows = (count: number) => Array.from({ length: count }, (_, n) => row(n));

const leadsOf = async (school: Chain) =>
  (
    await app.ask(
      school.clerk,
      '{ leads { totalCount nodes { externalId name phone channel status attributes { name value } } } }',
    )
  ).data.leads;
const importOf = async (school: Chain, id: string) =>
  (
    await app.ask(
      school.clerk,
      `{ leadImport(id: "${id}") { status rowsTotal rowsDone imported duplicates rejected failure issues(first: 100) { totalCount nodes { rowNumber kind code reason } } } }`,
    )
  ).data.leadImport;
const heardOf = async ({ organizationId }: Chain) =>
  (await app.heard(leadCaptured)).filter((event) => event.organizationId === organizationId);

describe('a file of leads', () => {
  test('is imported but for its bad rows, each reported with its number and reason', async () => {
    const school = await app.chain();
    const file = csv(
      row(1),
      'A2,张,12345,官网,否,',
      '',
      'A3,李,13900000003,官网,也许,',
      row(4),
      row(1),
      'A9,王',
      ',赵,,官网,否,',
    );
    const { id, lines } = await app.importFile(school.clerk, school.north, file, mapping);
    expect(lines.at(-1)).toMatchObject({
      status: 'FINISHED',
      rowsTotal: 7,
      imported: 2,
      duplicates: 1,
      rejected: 4,
      issues: 5,
    });
    expect((await importOf(school, id)).issues.nodes).toEqual([
      { rowNumber: 3, kind: 'REJECTED', code: 'PHONE_INVALID', reason: '"12345" is not a phone number.' },
      { rowNumber: 5, kind: 'REJECTED', code: 'STATUS_UNKNOWN', reason: '"也许" is not a status.' },
      { rowNumber: 7, kind: 'DUPLICATE', code: 'DUPLICATE', reason: '+8613800000001 is a lead already.' },
      { rowNumber: 8, kind: 'REJECTED', code: 'COLUMN_COUNT', reason: 'The row has 2 columns, the heading 6.' },
      { rowNumber: 9, kind: 'REJECTED', code: 'IDENTITY_MISSING', reason: expect.any(String) },
    ]);
    expect((await leadsOf(school)).nodes).toContainEqual({
      externalId: 'A4',
      name: '家长4',
      phone: '+8613800000004',
      channel: 'WEBSITE',
      status: 'CONVERTED',
      attributes: [{ name: '备注', value: '第 4 条' }],
    });
  });

  test('of thousands of rows tells how far it is, and every lead of it is told of once', async () => {
    const school = await app.chain();
    const file = csv(...rows(1800));
    const { lines } = await app.importFile(school.clerk, school.north, file, mapping);
    expect(lines.map(({ rowsDone }) => rowsDone)).toEqual([500, 1000, 1500, 1800, 1800]);
    expect(lines[3]).toMatchObject({ bytes: file.length });
    expect((await leadsOf(school)).totalCount).toBe(1800);
    const heard = await heardOf(school);
    expect(new Set(heard.map(({ aggregateId }) => aggregateId)).size).toBe(1800);
    expect(heard.filter(({ data }) => data.status === 'CONVERTED')).toHaveLength(450);
  });

  test('that comes twice adds nothing', async () => {
    const school = await app.chain();
    const file = csv(...rows(700));
    const first = await app.importFile(school.clerk, school.north, file, mapping);
    const again = await app.importFile(school.clerk, school.north, file, mapping);
    expect(again.id).not.toBe(first.id);
    expect(again.lines.at(-1)).toMatchObject({ imported: 0, duplicates: 700, rejected: 0 });
    expect(await heardOf(school)).toHaveLength(700);
  });

  test('goes on behind the last finished chunk when it was interrupted', async () => {
    const school = await app.chain();
    const file = csv(...rows(1200));
    const start = {
      branchId: school.north,
      sourceName: '合作机构',
      fileName: 'leads.csv',
      fileSha256: createHash('sha256').update(file).digest('hex'),
      sizeBytes: file.length,
      mapping: JSON.stringify(mapping),
    };
    const begin = async () =>
      (await app.run(school.clerk, 'startLeadImport', start, 'leadImport { id }')).leadImport.id;
    const id = await begin();
    const response = await app.service.http({
      method: 'PUT',
      path: `/uploads/leads/${id}`,
      query: new URLSearchParams(),
      headers: await app.gateway.headers(school.clerk),
      body: Readable.from([file]),
    });
    for await (const line of response.body as Readable) {
      expect(JSON.parse(String(line))).toMatchObject({ rowsDone: 500 });
      break;
    }
    expect(await importOf(school, id)).toMatchObject({ status: 'RUNNING' });
    expect(await begin()).toBe(id);
    const { lines } = await app.upload(school.clerk, id, file);
    expect(lines.at(-1)).toMatchObject({ rowsTotal: 1200, imported: 1200, duplicates: 0 });
    expect(await heardOf(school)).toHaveLength(1200);
    expect((await app.upload(school.clerk, id, file)).lines).toEqual([expect.objectContaining({ imported: 1200 })]);
  });

  test('sent twice at the same time is imported once', async () => {
    const school = await app.chain();
    const file = csv(...rows(1100));
    const both = await Promise.all([1, 2].map(() => app.importFile(school.clerk, school.north, file, mapping)));
    expect(both[0]?.id).toBe(both[1]?.id);
    expect((await leadsOf(school)).totalCount).toBe(1100);
    expect(await importOf(school, both[0]?.id ?? '')).toMatchObject({
      status: 'FINISHED',
      imported: 1100,
      duplicates: 0,
    });
  });

  test('may be what Excel writes in China', async () => {
    const school = await app.chain();
    // "编号,姓名,电话,渠道,已报名,备注" and a row, in GB18030.
    const gb = Buffer.from('b1e0bac52cd0d5c3fb2cb5e7bbb02cc7feb5c02cd2d1b1a8c3fb2cb1b8d7a20d0a', 'hex');
    const file = Buffer.concat([
      gb,
      Buffer.from('41312c', 'hex'),
      Buffer.from('d5c5', 'hex'),
      Buffer.from(',13800000001,,,\r\n'),
    ]);
    await app.importFile(school.clerk, school.north, file, mapping);
    expect((await leadsOf(school)).nodes).toMatchObject([{ name: '张', channel: 'IMPORT', status: 'NEW' }]);
  });

  test('may be a workbook', async () => {
    const school = await app.chain();
    const file = workbook([
      HEADING.split(','),
      ['A1', '张', 13_800_000_001, '地推', '否', '周末'],
      ['A2', '李', 12, '地推', '否', ''],
    ]);
    const { lines } = await app.importFile(school.clerk, school.north, file, mapping);
    expect(lines.at(-1)).toMatchObject({ status: 'FINISHED', imported: 1, rejected: 1 });
    expect((await leadsOf(school)).nodes).toMatchObject([{ phone: '+8613800000001', channel: 'WALK_IN' }]);
  });

  test.each([
    ['as its header says', 100_000_000, 100_000_000],
    ['though its header says little', 100_000_000, 100],
    ['by what its header says', 100, 4_000_000_000],
  ])(
    'that is a small workbook and unpacks to a huge one, %s, is refused before it is read',
    async (_, bytes, declared) => {
      const school = await app.chain();
      const file = bomb(bytes, declared);
      expect(file.length).toBeLessThan(200_000);
      const { id, lines } = await app.importFile(school.clerk, school.north, file, mapping);
      expect(lines.at(-1)).toMatchObject({ status: 'FAILED', imported: 0 });
      expect((await importOf(school, id)).failure).toMatch(/unpacks to more than 67108864 bytes; save it as CSV/);
    },
  );

  test('that lacks a column, or is damaged, says so and keeps the rows before that place', async () => {
    const school = await app.chain();
    const lacking = await app.importFile(school.clerk, school.north, Buffer.from('编号,姓名\nA1,张\n'), mapping);
    expect(lacking.lines.at(-1)).toMatchObject({ status: 'FAILED', imported: 0 });
    expect((await importOf(school, lacking.id)).failure).toMatch(/no column 电话, 已报名, 渠道, 备注/);
    const unclosed = csv(...rows(600), 'B1,"never closed,13900000001,官网,否,', 'B2,李,13900000002,官网,否,');
    const damaged = await app.importFile(school.clerk, school.north, unclosed, mapping);
    expect(damaged.lines.at(-1)).toMatchObject({ status: 'FAILED', imported: 600 });
    expect((await importOf(school, damaged.id)).failure).toMatch(/from row 602 on/);
  });

  test('in which one row swallows the next says that a quote may be missing', async () => {
    const school = await app.chain();
    const torn = csv('B1,"张,13900000001,官网,否,', row(1), row(2));
    const { id, lines } = await app.importFile(school.clerk, school.north, torn, mapping);
    expect(lines.at(-1)).toMatchObject({ status: 'FINISHED', imported: 1, rejected: 1 });
    expect((await importOf(school, id)).issues.nodes[0].reason).toMatch(/spans 2 lines: is a quote not closed/);
  });
});

test('a file may come over HTTP, piece by piece, and the answer tells how far it is', async () => {
  const school = await app.chain();
  const file = csv(...rows(1300));
  const started = await app.run(
    school.clerk,
    'startLeadImport',
    {
      branchId: school.north,
      sourceName: '合作机构',
      fileName: 'leads.csv',
      fileSha256: createHash('sha256').update(file).digest('hex'),
      sizeBytes: file.length,
      mapping: JSON.stringify(mapping),
    },
    'leadImport { id status }',
  );
  expect(started.leadImport.status).toBe('AWAITING_FILE');
  const server = await serve(app.service, { port: 0, logger: createLogger({ service: 'crm', level: 'silent' }) });
  const pieces = Array.from({ length: 10 }, (_, n) =>
    file.subarray((n * file.length) / 10, ((n + 1) * file.length) / 10),
  );
  const upload = {
    method: 'PUT',
    headers: await app.gateway.headers(school.clerk),
    body: Readable.from(pieces),
    duplex: 'half',
  };
  // A stream as the body is Node's own; the DOM's types, which a dependency brings along, do not know it.
  const response = await fetch(
    `http://127.0.0.1:${server.port}/uploads/leads/${started.leadImport.id}`,
    upload as unknown as RequestInit,
  );
  const lines = (await response.text()).trim().split('\n');
  await server.close();
  expect(response.headers.get('content-type')).toBe('application/x-ndjson');
  expect(lines.map((line) => JSON.parse(line).rowsDone)).toEqual([500, 1000, 1300, 1300]);
});

describe('an upload is refused', () => {
  test('where it is not the file announced', async () => {
    const school = await app.chain();
    const file = csv(row(1));
    const other = await app.importFile(school.clerk, school.north, file, mapping, { sent: csv(row(2)) });
    expect(other).toMatchObject({ status: 422, lines: [{ error: { code: 'FILE_MISMATCH' } }] });
    const longer = await app.importFile(school.clerk, school.north, file, mapping, { sent: csv(...rows(50)) });
    expect(longer).toMatchObject({ status: 422, lines: [{ error: { code: 'FILE_MISMATCH' } }] });
    expect((await leadsOf(school)).totalCount).toBe(0);
  });

  test('without a sign-in, without the scope, and for the sibling branch', async () => {
    const school = await app.chain();
    const { id } = await app.importFile(school.clerk, school.north, csv(row(1)), mapping);
    const status = async (principal: Parameters<typeof app.upload>[0]) =>
      (await app.upload(principal, id, csv(row(1)))).status;
    expect(await status(null)).toBe(401);
    expect(await status({ ...school.clerk, scopes: ['lead:read'] })).toBe(403);
    expect(await status(school.sibling)).toBe(404);
  });

  test('where there is no such path', async () => {
    const response = await app.service.http({
      method: 'GET',
      path: '/uploads/leads',
      query: new URLSearchParams(),
      headers: {},
      body: Readable.from([]),
    });
    expect(response.status).toBe(404);
    expect(typeof response.body === 'string' ? response.body : await text(response.body)).toContain('not_found');
  });

  test.each([
    ['MAPPING_INVALID', { mapping: '{}' }],
    ['FILE_HASH_INVALID', { fileSha256: 'abc' }],
    ['FILE_TOO_LARGE', { sizeBytes: 2_000_000_000 }],
  ])('at its announcement with %s', async (code, wrong) => {
    const school = await app.chain();
    const input = {
      branchId: school.north,
      sourceName: '合作机构',
      fileName: 'leads.csv',
      fileSha256: '0'.repeat(64),
      sizeBytes: 10,
      mapping: JSON.stringify(mapping),
    };
    expect(await app.refusal(school.clerk, 'startLeadImport', { ...input, ...wrong })).toBe(code);
  });
});
