import { SERVICES } from '@campusgraph/stack';
import pg from 'pg';

const TABLES = `select quote_ident(tablename) as name from pg_tables where schemaname = 'public' and tablename not in ('migration', 'audit_entry', 'address_guesses') order by 1`;
/** A wrong password counts, whatever else is refused: that is what locks an account, and the address (`address_guesses`). */
const COUNTED: Record<string, string[]> = { account: ['failed_attempts', 'locked_until', 'version'] };

/** One figure per table of every service but its events and its audit: equal when and only when the rows are. */
export async function checksums(adminUrl: string, prefix: string): Promise<Record<string, string>> {
  const all: Record<string, string> = {};
  for (const service of SERVICES) {
    await asAdmin(adminUrl, `${prefix}${service}`, async (client) => {
      for (const { name } of (await client.query<{ name: string }>(TABLES)).rows) {
        const { rows } = await client.query<{ sum: string }>(
          `select count(*) || ' rows ' || coalesce(md5(string_agg(line, '' order by line)), '') as sum from (select md5((to_jsonb(t) - $1::text[])::text) as line from ${name} t) lines`,
          [COUNTED[name] ?? []],
        );
        all[`${service}.${name}`] = rows[0]?.sum ?? '';
      }
    });
  }
  return all;
}

/** As the administrator, whom no row-level security stops: a test sees every tenant's rows. */
export async function asAdmin<T>(
  adminUrl: string,
  database: string,
  work: (client: pg.Client) => Promise<T>,
): Promise<T> {
  const url = new URL(adminUrl);
  url.pathname = `/${database}`;
  const client = new pg.Client({ connectionString: url.href });
  await client.connect();
  return work(client).finally(() => client.end());
}
