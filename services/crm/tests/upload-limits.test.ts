import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough, type Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { createLimiter, type HttpResponse, NoPlaceError, serve } from '@campusgraph/graphql';
import { createLogger } from '@campusgraph/logging';
import { waitFor } from '@campusgraph/testing';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { readRows } from '../src/uploads/read-rows.ts';
import { type Chain, startCrm } from './harness.ts';
import { workbook } from './workbook.ts';

const LIMITS = { atOnce: 3, atOnceOfOrganization: 2, rows: 3 };
const mapping = { columns: { name: '姓名', phone: '电话' } };
const csv = (count: number) =>
  Buffer.from(['姓名,电话', ...Array.from({ length: count }, (_, n) => `家长${n},1380000000${n}`)].join('\n'));

let app: Awaited<ReturnType<typeof startCrm>>;
let hasty: Awaited<ReturnType<typeof startCrm>>;
beforeAll(async () => {
  app = await startCrm(LIMITS);
  hasty = await startCrm({ silenceMs: 200 });
});
afterAll(async () => {
  await app.stop();
  await hasty.stop();
});

/** Announces a file of its own name; answers where it is to be sent. */
async function announce(on: typeof app, school: Chain, file: Buffer): Promise<string> {
  const { leadImport } = await on.run(
    school.clerk,
    'startLeadImport',
    {
      branchId: school.north,
      sourceName: crypto.randomUUID(),
      fileName: 'leads.csv',
      fileSha256: createHash('sha256').update(file).digest('hex'),
      sizeBytes: file.length,
      mapping: JSON.stringify(mapping),
    },
    'leadImport { id }',
  );
  return `/uploads/leads/${leadImport.id}`;
}

const put = async (on: typeof app, school: Chain, path: string, body: Readable): Promise<HttpResponse> =>
  on.service.http({
    method: 'PUT',
    path,
    query: new URLSearchParams(),
    headers: await on.gateway.headers(school.clerk),
    body,
  });

const read = async ({ body }: HttpResponse): Promise<string> => (typeof body === 'string' ? body : text(body));
const codeOf = async (answer: HttpResponse): Promise<string> => JSON.parse(await read(answer)).error.code;

/** A file that is on its way and does not come to its end until it is told to. */
async function underWay(school: Chain) {
  const file = csv(2);
  const body = new PassThrough();
  body.write(file.subarray(0, 10));
  const answer = put(app, school, await announce(app, school, file), body);
  await waitFor(() => body.readableLength === 0, { what: 'the file to be received' });
  return async () => {
    body.end(file.subarray(10));
    return (await read(await answer)).trim().split('\n').at(-1);
  };
}

test('an organization has two files taken at once, and the process three; the next is told when to come again', async () => {
  const [school, other, third] = [await app.chain(), await app.chain(), await app.chain()];
  const finishes = [await underWay(school), await underWay(school)];
  const small = csv(1);
  const send = async (whose: Chain) => put(app, whose, await announce(app, whose, small), new PassThrough().end(small));
  const refused = await send(school);
  expect(refused).toMatchObject({ status: 429, headers: { 'retry-after': '15' } });
  expect(await codeOf(refused)).toBe('TOO_MANY_UPLOADS');
  finishes.push(await underWay(other));
  expect(await codeOf(await send(third))).toBe('TOO_MANY_UPLOADS');
  for (const finish of finishes) expect(await finish()).toContain('"status":"FINISHED"');
  expect((await send(school)).status).toBe(200);
});

test('the place of a file that was refused, or whose sender went away, is free again', async () => {
  const school = await app.chain();
  for (let n = 0; n < 2 * LIMITS.atOnce; n += 1) {
    const path = await announce(app, school, csv(1));
    expect(await codeOf(await put(app, school, path, new PassThrough().end(csv(2))))).toBe('FILE_MISMATCH');
    const body = new PassThrough();
    body.write('姓名');
    const sending = put(app, school, path, body);
    await waitFor(() => body.readableLength === 0, { what: 'the file to be received' });
    body.destroy(new Error('the sender went away'));
    await expect(sending).rejects.toThrow('the sender went away');
    const answer = await put(app, school, path, new PassThrough().end(csv(1)));
    if (typeof answer.body !== 'string') answer.body.destroy();
  }
  expect((await put(app, school, await announce(app, school, csv(1)), new PassThrough().end(csv(1)))).status).toBe(200);
});

test('of a file with too many rows the first are imported, and the rest is said to be missing', async () => {
  const school = await app.chain();
  const { id, lines } = await app.importFile(school.clerk, school.north, csv(LIMITS.rows + 2), mapping);
  expect(lines.at(-1)).toMatchObject({ status: 'FAILED', imported: LIMITS.rows });
  const { data } = await app.ask(school.clerk, `{ leadImport(id: "${id}") { failure } }`);
  expect(data.leadImport.failure).toMatch(/more than 3 rows. The first 3 were imported/);
});

test('a file that does not go on coming is given up, over HTTP with an answer, and leaves its place', async () => {
  const school = await hasty.chain();
  const server = await serve(hasty.service, { port: 0, logger: createLogger({ service: 'crm', level: 'silent' }) });
  try {
    const path = await announce(hasty, school, csv(3));
    const headers = await hasty.gateway.headers(school.clerk);
    const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
    const socket = connect({ port: server.port, host: '127.0.0.1' });
    let answer = '';
    socket.setEncoding('utf8').on('data', (part: string) => {
      answer += part;
    });
    socket.write(`PUT ${path} HTTP/1.1\r\nhost: crm\r\n${lines.join('')}content-length: ${csv(3).length}\r\n\r\n姓名`);
    await waitFor(() => answer.includes('UPLOAD_TOO_SLOW'), { what: 'the refusal' });
    expect(answer).toMatch(/^HTTP\/1.1 408 /);
    expect(answer).toContain('only 6 arrived in time');
    socket.destroy();
    const sent = await hasty.importFile(school.clerk, school.north, csv(3), mapping);
    expect(sent.lines.at(-1)).toMatchObject({ status: 'FINISHED', imported: 3 });
  } finally {
    await server.close();
  }
});

test('workbooks, which are read into memory as a whole, are read one after another; other files do not wait for them', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'campusgraph-test-'));
  const [sheet, list] = [join(folder, 'a.xlsx'), join(folder, 'a.csv')];
  await writeFile(sheet, workbook([['姓名'], ['王芳'], ['陈静']]));
  await writeFile(list, csv(1));
  const turns = createLimiter({ inFlight: 1, waiting: 1, patienceMs: 10 });
  const open = (path: string) => readRows(path, ',', { bytes: 0 }, turns);
  const first = open(sheet);
  expect((await first.next()).value?.cells).toEqual(['姓名']);
  await expect(open(sheet).next()).rejects.toThrow(NoPlaceError);
  expect((await open(list).next()).value?.cells).toEqual(['姓名', '电话']);
  await first.return(undefined);
  expect((await open(sheet).next()).value?.cells).toEqual(['姓名']);
  await rm(folder, { recursive: true });
});
