import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import pg from 'pg';
import { dropDatabase, provisionDatabase } from '../src/provision.ts';

const adminUrl = process.env.TEST_POSTGRES_ADMIN_URL ?? '';
const wanted = { name: `provision_test_${process.pid}`, service: 'provisiontest' };

async function asked(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query(sql);
    return rows;
  } finally {
    await client.end();
  }
}

describe('a service’s database', () => {
  let urls: Awaited<ReturnType<typeof provisionDatabase>>;

  beforeAll(async () => {
    urls = await provisionDatabase(adminUrl, wanted);
  });
  afterAll(() => dropDatabase(adminUrl, wanted.name));

  test('a second start finds the same ways in and changes nothing', async () => {
    await asked(urls.owner, 'create table kept (id int); insert into kept values (1)');
    expect(await provisionDatabase(adminUrl, wanted)).toEqual(urls);
    expect(await asked(urls.owner, 'select id from kept')).toEqual([{ id: 1 }]);
  });

  test('starts at the same time take turns', async () => {
    expect(await Promise.all(Array.from({ length: 4 }, () => provisionDatabase(adminUrl, wanted)))).toEqual(
      Array(4).fill(urls),
    );
  });

  test('a role whose password somebody changed gets its own back', async () => {
    await asked(adminUrl, `alter role provisiontest_app password 'other'`);
    await provisionDatabase(adminUrl, wanted);
    expect(await asked(urls.app, 'select current_user as me')).toEqual([{ me: 'provisiontest_app' }]);
  });

  test('the runtime roles are no superusers, own nothing and cannot pass row-level security by', async () => {
    await asked(
      urls.owner,
      `create table secret (id int, mine boolean);
       alter table secret enable row level security;
       alter table secret force row level security;
       insert into secret select 1, true where false;
       create policy mine on secret using (mine);
       grant select on secret to provisiontest_app, provisiontest_system;`,
    );
    await asked(adminUrl.replace(/\/postgres$/, `/${wanted.name}`), 'insert into secret values (1, true), (2, false)');
    for (const url of [urls.app, urls.system]) {
      expect(await asked(url, 'select id from secret')).toEqual([{ id: 1 }]);
      // With row_security off Postgres refuses instead of filtering, unless the role may bypass it.
      await expect(asked(url, 'set row_security = off; select id from secret')).rejects.toThrow(/row-level security/);
      await expect(asked(url, 'alter table secret disable row level security')).rejects.toThrow(/must be owner/);
      await expect(asked(url, 'create table public.other (id int)')).rejects.toThrow(/permission denied/);
      await expect(asked(url, 'set role provisiontest_owner')).rejects.toThrow(/permission denied/);
    }
  });

  test('another service’s roles may not even connect', async () => {
    const other = await provisionDatabase(adminUrl, { name: `${wanted.name}_other`, service: 'provisionother' });
    const intruder = new URL(other.app);
    intruder.pathname = `/${wanted.name}`;
    await expect(asked(intruder.href, 'select 1')).rejects.toThrow(/permission denied for database/);
    await dropDatabase(adminUrl, `${wanted.name}_other`);
  });

  test('Chinese names can be searched by similarity', async () => {
    expect(await asked(urls.app, `select similarity('王小明', '王小红') > 0.3 as alike`)).toEqual([{ alike: true }]);
  });
});
