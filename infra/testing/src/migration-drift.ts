import type { DatabaseSchema, DatabaseUrls } from '@campusgraph/persistence';
import { openDatabase } from '@campusgraph/persistence';
import pg from 'pg';

/** Everything of a Postgres schema that entities declare, a line each, in Postgres' own normal form. */
const CATALOGUE = `
select format('column %s.%s %s %s %s', table_name, column_name, udt_name, is_nullable, column_default) as line from information_schema.columns where table_schema = $1
union all select format('constraint %s %s %s', conrelid::regclass, conname, pg_get_constraintdef(oid)) from pg_constraint
  where connamespace = $1::regnamespace and contype <> 'n'
union all select format('index %s', indexdef) from pg_indexes where schemaname = $1
union all select format('policy %s %s %s %s %s %s', tablename, policyname, cmd, roles, qual, with_check) from pg_policies where schemaname = $1
union all select format('row level security %s %s %s', relname, relrowsecurity, relforcerowsecurity) from pg_class where relnamespace = $1::regnamespace and relkind = 'r'`;

/** What the ORM's own bookkeeping looks like in the catalogue: no entity declares it. */
const BOOKKEEPING = /\bmigration(_pkey)?\b/;

/**
 * What differs between the tables that the migrations made and those that the entities describe; empty when they agree.
 * `-` stands only in the migrations, `+` only in the entities.
 */
export async function migrationDrift(schema: DatabaseSchema, urls: DatabaseUrls): Promise<string[]> {
  const database = await openDatabase(schema, urls);
  const sql = await database.orm.schema.getCreateSchemaSQL().finally(() => database.close());
  const client = new pg.Client({ connectionString: urls.owner });
  await client.connect();
  try {
    await client.query('begin; create schema shadow; set local search_path to shadow, public');
    await client.query(sql);
    const lines = async (name: string): Promise<Set<string>> => {
      const { rows } = await client.query<{ line: string }>(CATALOGUE, [name]);
      return new Set(
        rows.map(({ line }) => line.replaceAll(/\b(shadow|public)\./g, '')).filter((line) => !BOOKKEEPING.test(line)),
      );
    };
    const [migrated, declared] = [await lines('public'), await lines('shadow')];
    await client.query('rollback');
    return [
      ...[...migrated].filter((line) => !declared.has(line)).map((line) => `- ${line}`),
      ...[...declared].filter((line) => !migrated.has(line)).map((line) => `+ ${line}`),
    ];
  } finally {
    await client.end();
  }
}
