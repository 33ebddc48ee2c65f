import { type Database, newId } from '@campusgraph/persistence';
import pg from 'pg';

/** What a relay handed over, in the order in which it did. */
export interface Handed {
  id: string;
  aggregateId: string;
  version: number;
}

/** A relay as it is often built, emptying a copy of the outbox under the same writers. */
export interface NaiveRelay {
  readonly handed: readonly Handed[];
  /** One look: hands over what it sees, at most a batch. False when there was nothing. */
  step(beforeHanding?: () => Promise<void>): Promise<boolean>;
  stop(): Promise<void>;
}

const BATCH = 20;

/** Locked by a test: transactions that noted `LATE` wait for it at their commit, their positions taken. */
const GATE = 7_071;
export const LATE = 'late';
export const REFUSED = 'refused';

/**
 * Copies each outbox row, with its position and in its transaction, for the naive relays; and makes commits misbehave: one
 * that noted `LATE` waits for the gate, one that noted `REFUSED` is rolled back with its position taken.
 */
const COPIES = `
create schema control;
create table control.for_cursor (position bigint primary key, envelope jsonb not null);
create table control.for_workers (position bigint primary key, envelope jsonb not null);
create function control.copy() returns trigger language plpgsql security definer as $f$ begin
  insert into control.for_cursor values (new.position, new.envelope);
  insert into control.for_workers values (new.position, new.envelope);
  return null;
end $f$;
create function control.misbehave() returns trigger language plpgsql as $f$ begin
  if new.envelope->'data'->>'templateKey' = '${LATE}' then perform pg_advisory_xact_lock_shared(${GATE}); end if;
  if new.envelope->'data'->>'templateKey' = '${REFUSED}' then raise exception '${REFUSED}'; end if;
  return null;
end $f$;
create trigger copy after insert on events.outbox for each row execute function control.copy();
create constraint trigger misbehave after insert on events.outbox deferrable initially deferred
  for each row execute function control.misbehave();
grant usage on schema control to public;`;

async function connect({ urls }: Database): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: urls.owner, application_name: `naive ${newId()}` });
  await client.connect();
  return client;
}

export async function copyOutbox(database: Database): Promise<void> {
  const client = await connect(database);
  await client.query(COPIES).finally(() => client.end());
}

/** Holds late commits back until it is opened. */
export async function closeGate(database: Database): Promise<{ waiting(): Promise<boolean>; open(): Promise<void> }> {
  const client = await connect(database);
  await client.query('select pg_advisory_lock($1)', [GATE]);
  return {
    async waiting() {
      const sql = `select from pg_locks where locktype = 'advisory' and objid = $1 and not granted
                   and database = (select oid from pg_database where datname = current_database())`;
      return (await client.query(sql, [GATE])).rowCount === 1;
    },
    open: () => client.end(),
  };
}

type Row = Handed & { position: string };
const COLUMNS = `position, envelope->>'id' as id, envelope->>'aggregateId' as "aggregateId", (envelope->>'aggregateVersion')::int as version`;

/** Remembers how far it has come and asks for what lies behind that. */
export async function cursorRelay(database: Database): Promise<NaiveRelay> {
  const client = await connect(database);
  const handed: Handed[] = [];
  let last = '0';
  return {
    handed,
    async step() {
      const sql = `select ${COLUMNS} from control.for_cursor where position > $1 order by position limit ${BATCH}`;
      const { rows } = await client.query<Row>(sql, [last]);
      handed.push(...rows);
      last = rows.at(-1)?.position ?? last;
      return rows.length > 0;
    },
    stop: () => client.end(),
  };
}

/** One of several that share the work: each takes what no other has locked. `handed` is what they all handed over. */
export async function skipLockedRelay(database: Database, handed: Handed[]): Promise<NaiveRelay> {
  const client = await connect(database);
  return {
    handed,
    async step(beforeHanding = async () => {}) {
      await client.query('begin');
      const { rows } = await client.query<Row>(
        `select ${COLUMNS} from control.for_workers order by position limit ${BATCH} for update skip locked`,
      );
      if (rows.length > 0) await beforeHanding();
      handed.push(...rows);
      await client.query('delete from control.for_workers where position = any($1)', [rows.map((row) => row.position)]);
      await client.query('commit');
      return rows.length > 0;
    },
    stop: () => client.end(),
  };
}
