import { SERVICES } from '@campusgraph/stack';
import pg from 'pg';

/** A row of one of the nine databases, read past all row-level security. */
export interface Row {
  /** `crm.lead`, or `crm.events.log` for what every service has. */
  table: string;
  values: Readonly<Record<string, unknown>>;
  /** The whole row as text: two rows are equal when these are. */
  text: string;
}

const TABLES = `
select n.nspname as schema, c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
where c.relkind in ('r', 'p') and not c.relispartition and n.nspname in ('public', 'events') and c.relname <> 'migration' order by 1, 2`;

/** Every row of every table of a stage's databases, as the administrator sees them. */
export async function readRows(adminUrl: string, prefix: string): Promise<Row[]> {
  const all = await Promise.all(SERVICES.map((service) => readService(adminUrl, prefix, service)));
  return all.flat();
}

async function readService(adminUrl: string, prefix: string, service: string): Promise<Row[]> {
  const url = new URL(adminUrl);
  url.pathname = `/${prefix}${service}`;
  const client = new pg.Client({ connectionString: url.href });
  await client.connect();
  try {
    const tables = await client.query<{ schema: string; name: string }>(TABLES);
    const rows: Row[] = [];
    for (const { schema, name } of tables.rows) {
      const table = schema === 'public' ? `${service}.${name}` : `${service}.${schema}.${name}`;
      const found = await client.query<{ text: string }>(
        `select to_jsonb(t)::text as text from ${pg.escapeIdentifier(schema)}.${pg.escapeIdentifier(name)} t`,
      );
      for (const { text } of found.rows) rows.push({ table, text, values: JSON.parse(text) });
    }
    return rows;
  } finally {
    await client.end();
  }
}

/** What is in the one and not in the other; an updated row is in both lists, as it was and as it is. */
export function changes(before: readonly Row[], after: readonly Row[]): { gone: Row[]; come: Row[] } {
  const minus = (some: readonly Row[], others: readonly Row[]): Row[] => {
    const left = new Map<string, number>();
    const key = ({ table, text }: Row) => `${table} ${text}`;
    for (const row of others) left.set(key(row), (left.get(key(row)) ?? 0) + 1);
    return some.filter((row) => {
      const count = left.get(key(row)) ?? 0;
      left.set(key(row), count - 1);
      return count <= 0;
    });
  };
  return { gone: minus(before, after), come: minus(after, before) };
}
