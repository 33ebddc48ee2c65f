import { newId, type Search } from '@campusgraph/persistence';
import type pg from 'pg';
import type { Row } from './rows.ts';

/** Of one, two and more signs, in both scripts, with what means something elsewhere. */
export const NAMES = ['王', '王明', '王小明', '欧阳小明', 'Anna Li', '100%_sure', "O'Neil"] as const;

/** What a column of fixed words holds, by `table.column` or by column. */
const WORDS: Readonly<Record<string, string>> = {
  channel: 'AD',
  status: 'NEW',
  'student.status': 'STUDYING',
  intent_level: 'LOW',
  locale: 'en',
  preferred_channel: 'PHONE',
};

const COLUMNS = `
select column_name as column, udt_name as type from information_schema.columns
where table_schema = 'public' and table_name = $1 and is_nullable = 'NO'`;

/** Fills a table that is searched with each name for each owner; names of the second column run the other way round. */
export async function fillTable(
  admin: pg.Client,
  service: string,
  { table, columns }: Search,
  owners: readonly Readonly<Record<string, string>>[],
): Promise<Row[]> {
  const required = (await admin.query<{ column: string; type: string }>(COLUMNS, [table])).rows;
  const rows: Row[] = [];
  for (const owner of owners) {
    for (const [n, name] of NAMES.entries()) {
      const names = columns.map((column, at) => [column, at === 0 ? name : NAMES.at(-1 - n)]);
      const filled = required.map(({ column, type }) => [column, filling(table, column, type)]);
      const values = { ...Object.fromEntries(filled), ...owner, ...Object.fromEntries(names) };
      const { rows: written } = await admin.query<{ text: string }>(
        `insert into ${table} as t select * from jsonb_populate_record(null::${table}, $1::jsonb) returning to_jsonb(t)::text as text`,
        [JSON.stringify(values)],
      );
      const text = written[0]?.text ?? '';
      rows.push({ table: `${service}.${table}`, text, values: JSON.parse(text) });
    }
  }
  return rows;
}

function filling(table: string, column: string, type: string): unknown {
  if (type === 'uuid') return newId();
  if (type === 'timestamptz') return '2026-03-02T01:00:00Z';
  if (type === 'int4') return 1;
  if (type === 'bool') return false;
  if (type === 'jsonb') return [];
  return WORDS[`${table}.${column}`] ?? WORDS[column] ?? newId();
}
