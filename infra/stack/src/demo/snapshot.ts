import { createReadStream, createWriteStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { constants, createGunzip, createGzip } from 'node:zlib';
import pg from 'pg';
import { SERVICES, type ServiceName } from '../checkout.ts';
import { LaunchError } from '../launch-error.ts';
import { shiftDays } from './shift-days.ts';

/** Rows that travel in one line: big enough to be quick, small enough to be held as text. */
const ROWS_PER_LINE = 2_000;

/** The databases of one graph, reached as the administrator. */
export interface Cluster {
  adminUrl: string;
  /** Before each database's name; see `provisionAll`. */
  prefix?: string;
}

/** First line of a snapshot. */
interface Header {
  /** The day it was taken on, in UTC: what "today" is in it. */
  takenOn: string;
  /** SHA-256 of every service's columns; a snapshot of other tables is refused. */
  columns: string;
}

/** One more line for each chunk of a table. */
interface Chunk {
  service: ServiceName;
  table: string;
  /** A JSON array of rows, as Postgres wrote it. Text, because Postgres alone reads it: no number passes through a float. */
  rows: string;
}

const TABLES = `
select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
where c.relkind in ('r', 'p') and not c.relispartition and n.nspname in ('public', 'events') and c.relname <> 'migration' order by 1`;

const COLUMNS = `
select encode(sha256(convert_to(string_agg(format('%s.%s.%s %s', table_schema, table_name, column_name, udt_name), e'\\n'
  order by table_schema, table_name, column_name), 'utf8')), 'hex') as hash
from information_schema.columns where table_schema in ('public', 'events') and table_name !~ '^log_'`;

/** Writes every row of every service to a compressed file. Nothing may be running on the databases. */
export async function saveSnapshot(cluster: Cluster, file: string, takenOn: string): Promise<void> {
  async function* lines() {
    yield `${JSON.stringify({ takenOn, columns: await columnsOf(cluster) } satisfies Header)}\n`;
    for (const service of SERVICES) yield* serviceLines(cluster, service);
  }
  await pipeline(Readable.from(lines()), createGzip({ level: constants.Z_BEST_COMPRESSION }), createWriteStream(file));
}

async function* serviceLines(cluster: Cluster, service: ServiceName): AsyncGenerator<string> {
  const client = await connect(cluster, service);
  try {
    const { rows: tables } = await client.query<{ name: string }>(TABLES);
    for (const { name } of tables) {
      const chunks = await client.query<{ rows: string }>(
        `select jsonb_agg(row order by n)::text as rows from (select to_jsonb(t) as row, row_number() over (order by t::text) as n from ${name} t) numbered group by (n - 1) / ${ROWS_PER_LINE} order by min(n)`,
      );
      for (const { rows } of chunks.rows) yield `${JSON.stringify({ service, table: name, rows } satisfies Chunk)}\n`;
    }
  } finally {
    await client.end();
  }
}

/**
 * Fills freshly migrated databases from a snapshot, moved by whole weeks so that its "today" lies in this week and each lesson
 * keeps its weekday.
 *
 * @throws LaunchError SNAPSHOT_OUTDATED
 */
export async function restoreSnapshot(cluster: Cluster, file: string, now: Date): Promise<void> {
  const clients = new Map(
    await Promise.all(SERVICES.map(async (service) => [service, await connect(cluster, service)] as const)),
  );
  try {
    let days = 0;
    let header: Header | undefined;
    // Each service's chunks in turn, but the services beside each other: they are different databases.
    const queues = new Map<ServiceName, Promise<unknown>>();
    for await (const line of createInterface({
      input: createReadStream(file).pipe(createGunzip()),
      crlfDelay: Number.POSITIVE_INFINITY,
    })) {
      if (!header) {
        header = JSON.parse(line) as Header;
        await checkColumns(cluster, header);
        days = Math.floor((now.getTime() - Date.parse(header.takenOn)) / (7 * 86_400_000)) * 7;
        for (const client of clients.values())
          await client.query(`begin; set local session_replication_role = replica`);
        continue;
      }
      const { service, table, rows } = JSON.parse(line) as Chunk;
      const client = clients.get(service) as pg.Client;
      const insert = `insert into ${table} overriding system value select * from jsonb_populate_recordset(null::${table}, $1::jsonb)`;
      queues.set(
        service,
        (queues.get(service) ?? Promise.resolve()).then(() => client.query(insert, [shiftDays(rows, days)])),
      );
    }
    await Promise.all(queues.values());
    for (const client of clients.values()) await client.query(`${SET_SEQUENCES}; commit; analyze`);
  } finally {
    await Promise.all([...clients.values()].map((client) => client.end()));
  }
}

/** Identity columns go on after the highest value that came in. */
const SET_SEQUENCES = `
do $do$ declare it record; begin
  for it in select format('%I.%I', table_schema, table_name) as t, column_name as c from information_schema.columns
            where is_identity = 'YES' and table_schema in ('public', 'events') and table_name !~ '^log_' loop
    execute format('select setval(pg_get_serial_sequence(%L, %L), coalesce((select max(%I) from %s), 0) + 1, false)', it.t, it.c, it.c, it.t);
  end loop;
end $do$`;

async function checkColumns(cluster: Cluster, header: Header): Promise<void> {
  if (header.columns === (await columnsOf(cluster))) return;
  throw new LaunchError(
    'SNAPSHOT_OUTDATED',
    'The snapshot of the demo chain was taken of other tables than these.',
    'Take it again: npm run demo:snapshot',
  );
}

async function columnsOf(cluster: Cluster): Promise<string> {
  const hashes: string[] = [];
  for (const service of SERVICES) {
    const client = await connect(cluster, service);
    hashes.push((await client.query<{ hash: string }>(COLUMNS)).rows[0]?.hash ?? '');
    await client.end();
  }
  return hashes.join('.');
}

async function connect({ adminUrl, prefix = '' }: Cluster, service: ServiceName): Promise<pg.Client> {
  const url = new URL(adminUrl);
  url.pathname = `/${prefix}${service}`;
  const client = new pg.Client({ connectionString: url.href });
  await client.connect();
  return client;
}
