import { createTestDatabase } from '@campusgraph/testing';
import { describe, expect, test } from '@jest/globals';
import pg from 'pg';
import { SERVICES, schemaOf } from '../services.ts';

/** Tables without a row of any tenant: the migrator's own. */
const NO_TENANT_DATA = ['public.migration'];

const TABLES = `
select format('%s.%s', n.nspname, c.relname) as name, c.relrowsecurity and c.relforcerowsecurity as forced, c.relispartition as "isPartition",
       exists (select from pg_policy p where p.polrelid = c.oid) as "hasPolicy", pg_get_userbyid(c.relowner) as owner
from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relkind in ('r', 'p') and n.nspname in ('public', 'events') order by 1`;

interface Table {
  name: string;
  forced: boolean;
  isPartition: boolean;
  hasPolicy: boolean;
  owner: string;
}

async function asRole<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  return work(client).finally(() => client.end());
}

describe.each(SERVICES)('%s', (service) => {
  test('every table is under forced row-level security, and the runtime role owns nothing and bypasses nothing', async () => {
    const database = await createTestDatabase(await schemaOf(service));
    try {
      const tables = await asRole(database.urls.owner, async (client) => (await client.query<Table>(TABLES)).rows);
      const tenant = tables.filter(({ name }) => !NO_TENANT_DATA.includes(name));
      expect(tenant.length).toBeGreaterThan(3);
      // A partition has no policy of its own: with forced security that lets nobody in but through its parent.
      expect(tenant.filter(({ forced, hasPolicy, isPartition }) => !forced || hasPolicy === isPartition)).toEqual([]);
      expect(new Set(tables.map(({ owner }) => owner))).toEqual(new Set([`${service}_owner`]));
      for (const role of ['app', 'system'] as const) {
        const { rows } = await asRole(database.urls[role], (client) =>
          client.query('select rolsuper, rolbypassrls, rolcreaterole from pg_roles where rolname = current_user'),
        );
        expect(rows).toEqual([{ rolsuper: false, rolbypassrls: false, rolcreaterole: false }]);
      }
    } finally {
      await database.drop();
    }
  });
});
