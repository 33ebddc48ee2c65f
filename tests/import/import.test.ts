import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import pg from 'pg';
import { startBreakingProxy } from './breaking-proxy.ts';
import { asFile, count, type GeneratedRow, generateRows, lastLineOf, MAPPING } from './generated-leads.ts';
import { runImport, startImport } from './run-import.ts';
import { adminUrl, funnelOf, funnelOfRows, openSchool, type School } from './school.ts';

let school: School;
let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'import-test-'));
  writeFileSync(join(folder, 'mapping.json'), JSON.stringify(MAPPING));
  school = await openSchool();
});
afterAll(async () => {
  await school?.close();
  rmSync(folder, { recursive: true, force: true });
});

const write = (name: string, content: string | Buffer): string => {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
};
const mapping = () => ['--mapping', join(folder, 'mapping.json')];
/** Each list has its own phones, so that one test's leads are no duplicates of another's. */
const renumber = (rows: readonly GeneratedRow[], prefix: string): GeneratedRow[] =>
  rows.map((row) => ({ ...row, text: row.text.replaceAll(/138(?=\d{8})/g, prefix) }));

describe('a list of 3,000 rows, as Excel writes it', () => {
  const rows = generateRows(3000);
  const command = () => [
    ...['leads', write('list.csv', asFile(rows)), '--branch', 'BJ01', '--source', '三月名单', ...mapping()],
    ...['--url', school.url, '--issues', join(folder, 'issues.csv')],
  ];

  test('is imported but for its double and bad rows, each told with its number and reason', async () => {
    const { exitCode, lines, lastLine, errors } = await runImport(command(), school.token);
    expect(errors).toBe('');
    expect(exitCode).toBe(0);
    expect(lastLine).toBe(lastLineOf(rows));
    const wrong = rows.filter(({ outcome }) => outcome !== 'IMPORTED');
    expect(lines.filter((line) => line.startsWith('  row '))).toHaveLength(20);
    expect(lines).toContain('  row 15  PHONE_INVALID  "12345" is not a phone number.');
    expect(lines).toContain(`  PHONE_INVALID: ${rows.filter(({ outcome }) => outcome === 'PHONE_INVALID').length}`);
    const issues = readFileSync(join(folder, 'issues.csv'), 'utf8').trimEnd().split('\r\n');
    expect(issues.slice(1).map((line) => line.split(',').slice(0, 3).join(' '))).toEqual(
      wrong.map(({ rowNumber, outcome }) =>
        [rowNumber, outcome === 'DUPLICATE' ? 'DUPLICATE' : 'REJECTED', outcome].join(' '),
      ),
    );
  });

  test('then stands in the funnel of its branch, row for row', async () => {
    expect(await funnelOf(school, 'BJ01')).toEqual(funnelOfRows(count(rows).imported));
    expect(await funnelOf(school, 'BJ02')).toEqual([]);
  });

  test('changes nothing when it is imported again: every lead is a duplicate', async () => {
    const { exitCode, lastLine } = await runImport(command(), school.token);
    expect(exitCode).toBe(0);
    const { rejected } = count(rows);
    expect(lastLine).toBe(`imported 0, duplicates ${3000 - rejected}, rejected ${rejected} of 3000 rows`);
    expect(await funnelOf(school, 'BJ01')).toEqual(funnelOfRows(count(rows).imported));
  });
});

describe('an import that does not go through', () => {
  const imports = async (fileName: string) =>
    (await school.ask('{ leadImports(first: 50) { nodes { id fileName status rowsDone } } }')).leadImports.nodes.filter(
      (one: { fileName: string }) => one.fileName === fileName,
    ) as {
      id: string;
      status: string;
      rowsDone: number;
    }[];

  test.each([
    ['killed', 'SIGKILL', '150'],
    ['stopped with Ctrl-C', 'SIGINT', '151'],
  ] as const)(
    'because it is %s in the middle goes on there when the command is given again',
    async (_, signal, prefix) => {
      const rows = renumber(generateRows(3000), prefix);
      const name = `${signal}.csv`;
      const command = ['leads', write(name, asFile(rows)), '--branch', 'BJ02', '--source', name, ...mapping()];
      const first = startImport([...command, '--url', school.url], school.token);
      await first.line(/^\d+ rows: /);
      // Whoever holds the import's row keeps crm from finishing before the command is dead.
      const release = await holdImport((await imports(name))[0]?.id ?? '');
      first.child.kill(signal);
      const { exitCode, lastLine } = await first.finished;
      await release();
      expect(exitCode).toBe(signal === 'SIGKILL' ? null : 1);
      expect(lastLine).not.toMatch(/^imported/);
      expect((await imports(name))[0]).toMatchObject({ status: 'RUNNING' });
      const second = await runImport([...command, '--url', school.url], school.token);
      expect(second.lines).toContainEqual(expect.stringMatching(/^\d+ rows are in from before/));
      expect(second.lastLine).toBe(lastLineOf(rows));
      expect(second.exitCode).toBe(0);
      expect(await imports(name)).toHaveLength(1);
    },
  );

  test('because the line breaks, while the file goes up and while rows come in, goes on by itself', async () => {
    const rows = renumber(generateRows(3000), '152');
    const file = asFile(rows);
    const proxy = await startBreakingProxy(school.url, [{ up: file.length / 2 }, { back: /"rowsDone":/ }]);
    try {
      const command = ['leads', write('line.csv', file), '--branch', 'BJ02', '--source', '断线', ...mapping()];
      const { exitCode, lastLine, lines } = await runImport([...command, '--url', proxy.url], school.token);
      expect(proxy.cuts()).toBe(2);
      expect(lines.filter((line) => line.startsWith('The connection was lost'))).toHaveLength(2);
      expect(lastLine).toBe(lastLineOf(rows));
      expect(exitCode).toBe(0);
      expect(await imports('line.csv')).toHaveLength(1);
    } finally {
      await proxy.close();
    }
  });

  async function holdImport(id: string): Promise<() => Promise<void>> {
    const url = new URL(adminUrl);
    url.pathname = `/${school.prefix}crm`;
    const client = new pg.Client({ connectionString: url.href });
    await client.connect();
    await client.query('begin');
    await client.query('select from lead_import where id = $1 for update', [id]);
    return async () => {
      await client.query('commit');
      await client.end();
    };
  }
});

describe('without a mapping', () => {
  test('the columns are guessed by their headings, in GBK too', async () => {
    // "姓名,手机号,意向" and a row, as Excel writes them in China.
    const gbk = Buffer.from('d0d5c3fb2ccad6bbfabac52cd2e2cff20d0ad5c52c31353330303030303030312ccbaeb2ca0d0a', 'hex');
    const file = write('gbk.csv', gbk);
    const { lines, lastLine } = await runImport(
      ['leads', file, '--branch', 'BJ02', '--source', 'GBK', '--url', school.url],
      school.token,
    );
    expect(lines[0]).toBe('Without --mapping, by the headings: name = 姓名, phone = 手机号; kept as they are: 1');
    expect(lastLine).toBe('imported 1, duplicates 0, rejected 0 of 1 rows');
  });

  test('headings that tell nothing are named, with an example of a mapping', async () => {
    const file = write('strange.csv', 'a,b,c\n1,2,3\n');
    const { exitCode, errors } = await runImport(
      ['leads', file, '--branch', 'BJ02', '--source', 'x', '--url', school.url],
      school.token,
    );
    expect(exitCode).toBe(1);
    expect(errors).toContain("The file's columns: a, b, c.");
    expect(errors).toContain('{"columns":{"name":"a","phone":"b","attributes":["c"]}}');
  });
});

describe('an import is refused with what to do', () => {
  const good = () => ({
    file: write('good.csv', '姓名,电话\n张,15400000001\n'),
    branch: 'BJ01',
    url: school.url,
    token: school.token as string | null,
    more: [] as string[],
  });
  test.each<[string, (command: ReturnType<typeof good>) => Partial<ReturnType<typeof good>>, RegExp]>([
    ['the graph does not run', () => ({ url: 'http://127.0.0.1:9' }), /No graph answers at .*\n.*npm start/],
    ['the token is not one', () => ({ token: 'nonsense' }), /CAMPUSGRAPH_TOKEN/],
    ['there is no such branch', () => ({ branch: 'SH99' }), /There is no branch "SH99"\.\n.*BJ01 .*BJ02/],
    ['there is no such file', () => ({ file: '/nowhere/leads.csv' }), /There is no file \/nowhere\/leads\.csv/],
    ['the file is empty', () => ({ file: write('empty.csv', '') }), /empty\.csv is empty/],
    ['the mapping is not JSON', () => ({ more: ['--mapping', write('m.json', '{"columns"')] }), /m\.json is not JSON/],
    [
      'the mapping names a column that is not there',
      () => ({ more: ['--mapping', write('c.json', '{"columns":{"externalId":"编号"}}')] }),
      /no column 编号.*Until there: imported 0/,
    ],
    ['the mapping is no mapping', () => ({ more: ['--mapping', write('n.json', '{}')] }), /mapping is not usable/],
    ['an argument is wrong', () => ({ more: ['--brunch', 'x'] }), /Usage: npm run import/],
  ])('when %s', async (_, change, expected) => {
    const { file, branch, url, token, more } = { ...good(), ...change(good()) };
    const { exitCode, errors, lastLine } = await runImport(
      ['leads', file, '--branch', branch, '--source', 'x', '--url', url, ...more],
      token,
    );
    expect(exitCode).toBe(1);
    expect(errors).toMatch(expected);
    expect(errors).not.toMatch(/\n\s+at /);
    expect(lastLine ?? '').not.toMatch(/^imported/);
  });
});
