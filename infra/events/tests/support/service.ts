import { deliveryFailed, deliverySent, type EventEnvelope } from '@campusgraph/contracts';
import { createLogger } from '@campusgraph/logging';
import {
  aggregateProperties,
  type Database,
  type DatabaseSchema,
  newId,
  openDatabase,
  type UnitOfWork,
} from '@campusgraph/persistence';
import { createTestDatabase, principals } from '@campusgraph/testing';
import { defineEntity, LockMode, p } from '@mikro-orm/core';
import { Migration } from '@mikro-orm/migrations';
import pg from 'pg';
import {
  type EventRuntime,
  type EventTransport,
  type RetryPolicy,
  type Subscription,
  startEvents,
} from '../../src/index.ts';

const parcelSchema = defineEntity({
  name: 'Parcel',
  tableName: 'parcel',
  properties: { ...aggregateProperties, moves: p.integer().default(0) },
});
class Parcel extends parcelSchema.class {}
parcelSchema.setClass(Parcel);

class Initial extends Migration {
  override up() {
    this.addSql(`create table parcel (id uuid primary key, organization_id uuid not null, created_at timestamptz(3) not null,
      version int not null default 1, moves int not null default 0)`);
    // No unique key on purpose: an event that is applied twice must show.
    this.addSql(`create table effect (position bigint generated always as identity, event_id uuid not null,
      aggregate_id uuid not null, version int not null, note text not null, correlation_id text not null)`);
  }
}

export const schemaOf = (service: string): DatabaseSchema => ({
  service,
  entities: [Parcel],
  migrations: [{ name: 'initial', class: Initial }],
});

/** What a consumer wrote down about an event, in the order in which it was applied. */
export interface Effect {
  event_id: string;
  aggregate_id: string;
  version: number;
  note: string;
  correlation_id: string;
}

export interface TestService {
  database: Database;
  runtime: EventRuntime;
  /** Changes a parcel and records the fact: `lost` a deliveryFailed, `sent` a deliverySent. */
  change(parcelId: string, note: string, kind?: 'lost' | 'sent'): Promise<void>;
  effects(): Promise<Effect[]>;
  /** Stops its events, and its database unless it is still needed. */
  stop(): Promise<void>;
}

export const ORGANIZATION = newId();
export const hq = principals.hq({ organizationId: ORGANIZATION });
export const quiet = createLogger({ service: 'test', level: process.env.TEST_LOG_LEVEL ?? 'silent' });
/** Quick, so that a poisoned message does not hold a test up. */
const RETRY: RetryPolicy = { tries: 3, firstDelayMs: 5 };

/** Writes an effect for each event, as a read model would. */
export const writeDown = async (event: EventEnvelope<{ templateKey: string }>, unit: UnitOfWork) => {
  await unit.em.execute(
    'insert into effect (event_id, aggregate_id, version, note, correlation_id) values (?, ?, ?, ?, ?)',
    [event.id, event.aggregateId, event.aggregateVersion, event.data.templateKey, unit.correlationId],
  );
};

/** A new service with a database of its own; `startRelay` is left to the test. */
export async function startService(
  name: string,
  transport: EventTransport,
  subscriptions: readonly Subscription[] = [],
): Promise<TestService> {
  const { urls, drop } = await createTestDatabase(schemaOf(name));
  const database = await openDatabase(schemaOf(name), urls, { poolSize: 20 });
  const runtime = await startEventsOf(database, transport, subscriptions);
  return {
    database,
    runtime,
    change: (parcelId, note, kind = 'lost') => changeParcel(database, parcelId, note, kind),
    effects: () => database.read(hq, (em) => em.execute<Effect[]>('select * from effect order by position')),
    async stop() {
      await runtime.stop();
      await database.close();
      await drop();
    },
  };
}

/** Another process's part: the same database, a runtime of its own. */
export const startEventsOf = (database: Database, transport: EventTransport, subscriptions: readonly Subscription[]) =>
  startEvents({ database, transport, subscriptions, clock: () => new Date(), logger: quiet, retry: RETRY });

const changeParcel = (database: Database, id: string, note: string, kind: 'lost' | 'sent'): Promise<void> =>
  database.write({ principal: hq, now: new Date(), correlationId: `cause of ${note}` }, (unit) =>
    recordChange(unit, id, note, kind),
  );

/** Changes a parcel within a unit of work, locking it first as commands do for a hot aggregate. */
export async function recordChange(
  { em, now, record }: UnitOfWork,
  id: string,
  note: string,
  kind: 'lost' | 'sent',
): Promise<void> {
  await em.execute('insert into parcel (id, organization_id, created_at) values (?, ?, ?) on conflict do nothing', [
    id,
    ORGANIZATION,
    now,
  ]);
  const parcel = await em.findOneOrFail(Parcel, id, { lockMode: LockMode.PESSIMISTIC_WRITE });
  parcel.moves += 1;
  const data = { deliveryId: id, guardianId: null, templateKey: note, channel: 'LOG' };
  if (kind === 'lost') record(deliveryFailed, parcel, { ...data, reason: 'lost' });
  else record(deliverySent, parcel, { ...data, sentAt: now.toISOString() });
}

/** Runs SQL as the system role, which sees every organization's event rows. */
export async function asSystem<Row extends pg.QueryResultRow>(database: Database, sql: string): Promise<Row[]> {
  const client = new pg.Client(database.urls.system);
  await client.connect();
  try {
    return (await client.query<Row>(sql)).rows;
  } finally {
    await client.end();
  }
}

/** Ends the connection that holds a lead, as a crash of its process would. */
export const killLeader = (database: Database, lock: 'relay' | 'consumer') =>
  asSystem(
    database,
    `select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and application_name like 'campusgraph ${lock} %'`,
  );
