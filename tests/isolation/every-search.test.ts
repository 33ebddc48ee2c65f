/**
 * Search by name runs past row-level security, in functions of a role of its own (infra/persistence/src/search.ts). So each is
 * attacked by itself, as the service's role would call it if nothing else stood in the way, and its rights are looked at.
 */
import { newId, type Search, searchRole, sessionVariables } from '@campusgraph/persistence';
import { createTestDatabase, type TestDatabase } from '@campusgraph/testing';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import pg from 'pg';
import { SERVICES, schemaOf } from '../services.ts';
import { type Attacker, guardianOf, headquartersOfAnother, managerOf } from './attackers.ts';
import type { Row } from './rows.ts';
import { fillTable, NAMES } from './searched-rows.ts';

const [SCHOOL, OTHER_SCHOOL, NORTH, SOUTH, FAMILY, NEIGHBOURS] = [1, 2, 3, 4, 5, 6].map(() => newId()) as [
  ...string[],
] as [string, string, string, string, string, string];
const school = headquartersOfAnother(SCHOOL, newId());
const ATTACKERS = {
  'headquarters of another organization': headquartersOfAnother(OTHER_SCHOOL, newId()),
  'the manager of the sibling branch': managerOf(SCHOOL, SOUTH, newId()),
  'the guardian of another family of the same branch': guardianOf(SCHOOL, NORTH, NEIGHBOURS),
} as const;

const declared = await Promise.all(SERVICES.map(async (service) => ({ service, schema: await schemaOf(service) })));
const SEARCHES = declared.flatMap(({ service, schema }) =>
  (schema.searches ?? []).map((search) => ({ service, search, name: `${service}.${search.table}` })),
);

const databases = new Map<string, TestDatabase>();
const rows: Row[] = [];
beforeAll(async () => {
  for (const { service, schema } of declared) databases.set(service, await createTestDatabase(schema));
  const owners = [SCHOOL, OTHER_SCHOOL].flatMap((organization_id) =>
    [NORTH, SOUTH].flatMap((branch_id) =>
      [FAMILY, NEIGHBOURS].map((guardian_id) => ({ organization_id, branch_id, guardian_id })),
    ),
  );
  for (const { service, search } of SEARCHES)
    rows.push(...(await asAdmin(service, (client) => fillTable(client, service, search, owners))));
});
afterAll(async () => {
  for (const database of databases.values()) await database.drop();
});

async function as<Result>(url: string | undefined, work: (client: pg.Client) => Promise<Result>): Promise<Result> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  return work(client).finally(() => client.end());
}
const urlsOf = (service: string) => databases.get(service)?.urls;
const asApp = <Result>(service: string, work: (client: pg.Client) => Promise<Result>) => as(urlsOf(service)?.app, work);

/** The database as its administrator, who may arrange anything. */
const asAdmin = <Result>(service: string, work: (client: pg.Client) => Promise<Result>) => {
  const url = new URL(process.env.TEST_POSTGRES_ADMIN_URL ?? '');
  url.pathname = new URL(urlsOf(service)?.app ?? '').pathname;
  return as(url.href, work);
};

async function actAs(client: pg.Client, { principal }: Attacker): Promise<void> {
  for (const setting of Object.entries(sessionVariables(principal)))
    await client.query('select set_config($1, $2, false)', setting);
}

const idsFound = async (client: pg.Client, { table }: Search, term: string): Promise<string[]> =>
  (await client.query<{ id: string }>(`select search_${table}($1) as id`, [term])).rows.map(({ id }) => id).toSorted();

/** Every name whole, each sign and each pair of it. */
const TERMS = [
  ...new Set(
    NAMES.flatMap((name) => [name, ...Array.from(name), ...Array.from(name, (_, at) => name.slice(at, at + 2))]),
  ),
];

const isInBranch = ({ principal: { branches } }: Attacker, { values }: Row): boolean =>
  branches === 'ALL' || branches.includes(String(values.branch_id));

const having = (name: string, { columns }: Search, term: string, mine: (row: Row) => boolean): string[] =>
  rows
    .filter((row) => row.table === name && mine(row))
    .filter(({ values }) => columns.some((column) => String(values[column]).toLowerCase().includes(term.toLowerCase())))
    .map(({ values }) => String(values.id))
    .toSorted();

describe.each(SEARCHES)('search of $name', ({ service, search, name }) => {
  test('finds every row of the school by every part of its names, and none of another school', async () => {
    await asApp(service, async (client) => {
      await actAs(client, school);
      for (const term of TERMS) {
        const ids = having(name, search, term, school.owns);
        expect(ids.length).toBeGreaterThan(0);
        expect({ term, ids: await idsFound(client, search, term) }).toEqual({ term, ids });
      }
    });
  });

  test.each(Object.entries(ATTACKERS))('%s finds the own rows and nothing else', async (_, attacker) => {
    const seesNone = attacker.principal.guardianId !== undefined && search.family === 'hidden';
    await asApp(service, async (client) => {
      await actAs(client, attacker);
      for (const term of TERMS) {
        const ids = seesNone
          ? []
          : having(name, search, term, (row) => attacker.owns(row) && isInBranch(attacker, row));
        expect({ term, ids: await idsFound(client, search, term) }).toEqual({ term, ids });
      }
    });
  });

  test('nobody’s search is refused, and somebody’s without a branch finds nothing', async () => {
    const [term = ''] = TERMS;
    await asApp(service, async (client) => {
      await expect(idsFound(client, search, term)).rejects.toMatchObject({ code: '42501' });
      await actAs(client, { ...school, principal: { ...school.principal, branches: [] } });
      expect(await idsFound(client, search, term)).toEqual([]);
      for (const branches of ['*,*', '{*}', ' *', "') or true --"]) {
        await client.query(`select set_config('app.branches', $1, false)`, [branches]);
        await expect(idsFound(client, search, term)).rejects.toMatchObject({ code: '22P02' });
      }
      await client.query(`select set_config('app.organization', 'no organization', false)`);
      await expect(idsFound(client, search, term)).rejects.toMatchObject({ code: '22P02' });
    });
  });

  test('what means something to LIKE, to a pattern or to SQL is text like any other', async () => {
    await asApp(service, async (client) => {
      await actAs(client, school);
      const hostile = ['', '%%', '_%', '王%', '王_明', '%明', '\\', '.*', '*', `' or true --`, '$1', '{}'];
      for (const term of hostile)
        expect({ term, ids: await idsFound(client, search, term) }).toEqual({ term, ids: [] });
    });
  });

  test('a schema of one’s own before the others changes nothing', async () => {
    const searched = async (client: pg.Client) => {
      const ids: string[][] = [];
      for (const term of TERMS) ids.push(await idsFound(client, search, term));
      return ids;
    };
    const attacker = ATTACKERS['headquarters of another organization'];
    const own = await asApp(service, async (client) => {
      await actAs(client, attacker);
      return searched(client);
    });
    await asAdmin(service, (client) => client.query(TRAPS(service, search.table)));
    try {
      await asApp(service, async (client) => {
        await actAs(client, attacker);
        await client.query('set search_path = trap, public, pg_catalog');
        // The traps are set: without the fixed path each of them would be used.
        const { rows: caught } = await client.query(
          `select lower('A'), strpos('a', 'b'), current_setting('app.branches', true)`,
        );
        expect(caught).toEqual([{ lower: '', strpos: 1, current_setting: '*' }]);
        expect(await searched(client)).toEqual(own);
      });
    } finally {
      await asAdmin(service, (client) => client.query('drop schema trap cascade'));
    }
  });

  test('the workers’ role may not search, and the service’s may not become the role that does', async () => {
    const { app, system } = urlsOf(service) ?? {};
    await expect(as(system, (client) => idsFound(client, search, '王'))).rejects.toMatchObject({ code: '42501' });
    for (const url of [app, system])
      await expect(as(url, (client) => client.query(`set role ${searchRole(service)}`))).rejects.toMatchObject({
        code: '42501',
      });
  });

  test('the owner of the tables sees no more by being able to make the function', async () => {
    const seen = await as(urlsOf(service)?.owner, (client) => client.query(`select from ${search.table}`));
    expect(seen.rowCount).toBe(0);
  });
});

/** Everything that a careless function would call by its bare name, saying yes to everything. */
const TRAPS = (service: string, table: string): string => `
create schema trap;
create function trap.lower(text) returns text language sql immutable return '';
create function trap.strpos(text, text) returns int language sql immutable return 1;
create function trap.current_setting(text, boolean) returns text language sql immutable return '*';
create function trap.search_grams(uuid, variadic text[]) returns bigint[] language sql immutable return array[]::bigint[];
create function trap.yes(bigint[], bigint[]) returns boolean language sql immutable return true;
create operator trap.@> (leftarg = bigint[], rightarg = bigint[], function = trap.yes);
create view trap.${table} as select * from public.${table};
grant usage on schema trap to public;
grant select on trap.${table} to ${service}_app, ${searchRole(service)};`;

const DEFINERS = `
select p.oid::regprocedure::text as function, pg_get_userbyid(p.proowner) as owner, p.proconfig as settings,
  has_function_privilege($1, p.oid, 'execute') as "isForWorkers"
from pg_proc p join pg_namespace n on n.oid = p.pronamespace where p.prosecdef and n.nspname not in ('pg_catalog', 'information_schema') order by 1`;

const RIGHTS = `
select c.relname as table, a.attname as column from pg_class c join pg_attribute a on a.attrelid = c.oid
where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v', 'm') and a.attnum > 0 and not a.attisdropped
  and has_column_privilege($1, c.oid, a.attnum, 'select') order by 1, 2`;

const WRITES = `
select c.relname as table from pg_class c where c.relnamespace in ('public'::regnamespace, 'events'::regnamespace) and c.relkind in ('r', 'p')
  and (has_any_column_privilege($1, c.oid, 'insert, update, references') or has_table_privilege($1, c.oid, 'delete, truncate, trigger'))`;

describe.each(declared)('$service', ({ service, schema }) => {
  const searches = schema.searches ?? [];

  test('nothing but its searches runs with rights of its own, each with a fixed path', async () => {
    const { rows: found } = await asAdmin(service, (client) => client.query(DEFINERS, [`${service}_system`]));
    expect(found).toEqual(
      searches
        .map(({ table }) => `search_${table}(text)`)
        .toSorted()
        .map((name) => ({
          function: name,
          owner: searchRole(service),
          settings: ['search_path=pg_catalog, pg_temp', 'plan_cache_mode=force_custom_plan'],
          isForWorkers: false,
        })),
    );
  });

  test('the role that searches reads the searched columns, and can do nothing else', async () => {
    const role = searchRole(service);
    await asAdmin(service, async (client) => {
      const { rows: about } = await client.query(
        `select rolcanlogin, rolsuper, rolbypassrls, rolcreaterole, has_schema_privilege(oid, 'public', 'create') as creates,
           (select count(*)::int from pg_auth_members where member = oid) as memberships from pg_roles where rolname = $1`,
        [role],
      );
      const nothing = { rolcanlogin: false, rolsuper: false, rolbypassrls: false, rolcreaterole: false };
      expect(about).toEqual([{ ...nothing, creates: false, memberships: 0 }]);
      const { rows: readable } = await client.query(RIGHTS, [role]);
      const allowed = searches.flatMap(({ table, columns, family }) => {
        const keys = ['id', 'organization_id', 'branch_id', ...(family === 'own' ? ['guardian_id'] : [])];
        return [...keys, ...columns].map((column) => `${table}.${column}`);
      });
      expect(readable.map(({ table, column }) => `${table}.${column}`).toSorted()).toEqual(allowed.toSorted());
      expect((await client.query(WRITES, [role])).rows).toEqual([]);
    });
  });
});
