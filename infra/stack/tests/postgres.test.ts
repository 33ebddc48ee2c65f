import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import pg from 'pg';
import { removeCluster } from '../src/postgres/place.ts';
import { type Postgres, startPostgres } from '../src/postgres/start.ts';

async function asked(adminUrl: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

describe('our own Postgres', () => {
  let folder: string;
  let dataDir: string;
  let running: Postgres | undefined;

  const start = async (): Promise<Postgres> => {
    running = await startPostgres({ dataDir, throwAway: true });
    return running;
  };
  const stop = async (): Promise<void> => {
    await running?.stop();
    running = undefined;
  };

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'postgres-test-'));
    chmodSync(folder, 0o711);
    dataDir = join(folder, 'data');
  });
  afterEach(async () => {
    await stop();
    removeCluster(dataDir);
    rmSync(folder, { recursive: true, force: true });
  });

  test('keeps its data from one start to the next, and stops twice without complaint', async () => {
    const first = await start();
    await asked(first.adminUrl, 'create table kept (id int); insert into kept values (7)');
    await stop();
    await first.stop();
    expect(await asked((await start()).adminUrl, 'select id from kept')).toEqual([{ id: 7 }]);
  });

  test('stays off the default port, and asks for the password, which only the owner of the data can read', async () => {
    const { adminUrl, dataDir: data } = await start();
    expect(Number(new URL(adminUrl).port)).toBeGreaterThan(5432);
    const guess = new URL(adminUrl);
    guess.password = 'guess';
    await expect(asked(guess.href, 'select 1')).rejects.toThrow(/password authentication failed/);
    expect(statSync(join(data, 'campusgraph-password')).mode & 0o777).toBe(0o600);
  });

  test('a second start of the same data is refused while the first runs', async () => {
    await start();
    await expect(startPostgres({ dataDir })).rejects.toMatchObject({ code: 'ALREADY_RUNNING' });
  });

  test('a server left behind by a killed launcher is shut down, and its data goes on', async () => {
    const launcher = spawn(
      process.execPath,
      [fileURLToPath(new URL('start-and-wait.ts', import.meta.url)), 'postgres', dataDir],
      {
        stdio: ['ignore', 'pipe', 'inherit'],
      },
    );
    const [adminUrl] = (await once(launcher.stdout.setEncoding('utf8'), 'data')) as [string];
    await asked(adminUrl.trim(), 'create table kept (id int); insert into kept values (7)');
    launcher.kill('SIGKILL');
    await once(launcher, 'exit');
    expect(await asked((await start()).adminUrl, 'select id from kept')).toEqual([{ id: 7 }]);
  });

  test('a lock file that a power cut left behind does not stop it, even when its number is some other program’s now', async () => {
    const { dataDir: data } = await start();
    const lock = readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n').slice(1);
    await stop();
    writeFileSync(join(data, 'postmaster.pid'), [process.pid, ...lock].join('\n'));
    expect(await asked((await start()).adminUrl, 'select 1 as alive')).toEqual([{ alive: 1 }]);
  });

  test('a folder that the server’s account cannot enter: it starts all the same, and keeps its data', async () => {
    chmodSync(folder, 0o700);
    const { adminUrl, dataDir: data } = await start();
    await asked(adminUrl, 'create table kept (id int); insert into kept values (7)');
    await stop();
    expect(await asked((await start()).adminUrl, 'select id from kept')).toEqual([{ id: 7 }]);
    await stop();
    removeCluster(dataDir);
    expect(existsSync(data)).toBe(false);
  });

  test('a folder that was deleted and made anew starts empty, wherever the data lay', async () => {
    chmodSync(folder, 0o700);
    await asked((await start()).adminUrl, 'create table kept (id int)');
    await stop();
    rmSync(folder, { recursive: true });
    const tables = await asked((await start()).adminUrl, `select to_regclass('kept') as kept`);
    expect(tables).toEqual([{ kept: null }]);
  });

  test('a folder with something else in it is left alone', async () => {
    mkdirSync(dataDir);
    writeFileSync(join(dataDir, 'thesis.txt'), 'ten years of work');
    await expect(start()).rejects.toMatchObject({ code: 'POSTGRES_FOLDER_TAKEN' });
    expect(readFileSync(join(dataDir, 'thesis.txt'), 'utf8')).toBe('ten years of work');
  });

  test('a folder that cannot be written is named, with what to do', async () => {
    await expect(startPostgres({ dataDir: '/dev/null/campusgraph/data' })).rejects.toMatchObject({
      code: 'FOLDER_NOT_WRITABLE',
      message: expect.stringContaining('/dev/null/campusgraph'),
    });
  });
});
