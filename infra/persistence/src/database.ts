import type { Principal } from '@campusgraph/auth';
import type { EntitySchema } from '@mikro-orm/core';
import { Migrator } from '@mikro-orm/migrations';
import { MikroORM, type SqlEntityManager } from '@mikro-orm/postgresql';
import pg from 'pg';
import { escapeQuickly } from './escape-literal.ts';
import { eventTablesSql, logPartitionsSql } from './event-tables.ts';
import { reclaimLostConnections } from './lost-connections.ts';
import { GRAMS_SQL, type Search, searchSql } from './search.ts';
import { actAs, runUnitOfWork, type UnitOfWork, type UnitScope } from './unit-of-work.ts';

/** One database, three ways in. Each is a Postgres connection URL. */
export interface DatabaseUrls {
  /** Owns the tables and runs migrations; used at start only. */
  owner: string;
  /** Serves requests: owns nothing, bypasses nothing. */
  app: string;
  /** The relay and background workers: reaches outbox-like tables across organizations, and nothing else. */
  system: string;
}

/** What of a service its database is made of. */
export interface DatabaseSchema {
  /** The service's name, which its roles carry: `billing_app`. */
  service: string;
  entities: readonly unknown[];
  /** In order; the name is the file's, and is what the database remembers. */
  migrations: readonly { name: string; class: new (...args: never[]) => object }[];
  /** Tables that only ever grow: no UPDATE, no DELETE, for nobody but a migration. */
  appendOnly?: readonly string[];
  /**
   * Tables that hold nothing but what others' facts said, of which a rebuild makes them anew. Every handler that fills them is
   * marked with `derived` of @campusgraph/events.
   */
  derived?: readonly string[];
  /** Tables that are searched by name, see `Search`. */
  searches?: readonly Search[];
}

export interface Database {
  readonly service: string;
  readonly urls: DatabaseUrls;
  /** See `DatabaseSchema`. */
  readonly derived: readonly string[];
  readonly orm: MikroORM;
  /** A unit of work: commits everything or nothing. Pokes the relay after a commit that recorded events. */
  write<T>(scope: UnitScope, work: (unit: UnitOfWork) => Promise<T>): Promise<T>;
  /** Reads in one read-only transaction under the principal's row-level security. */
  read<T>(
    principal: Principal,
    work: (em: SqlEntityManager) => Promise<T>,
    limits?: { statementTimeoutMs?: number | undefined },
  ): Promise<T>;
  /**
   * One transaction as the system role, which sees every organization's rows of the tables that name it in their
   * policy (`systemRole`) and no other table's. For relays, workers and the lookups before anyone is signed in.
   */
  system<T>(work: (client: pg.PoolClient) => Promise<T>): Promise<T>;
  /** Called after each commit that recorded events. */
  onRecorded(listener: () => void): void;
  close(): Promise<void>;
}

const ormOptions = (schema: DatabaseSchema, clientUrl: string, poolSize: number) => ({
  clientUrl,
  entities: [...schema.entities] as EntitySchema[],
  extensions: [Migrator],
  migrations: {
    migrationsList: [...schema.migrations] as never,
    tableName: 'migration',
    snapshot: false,
    disableForeignKeys: false,
    transactional: true,
  },
  schemaGenerator: { ignoreSchema: ['events'], disableForeignKeys: false },
  pool: { min: 0, max: poolSize, idleTimeoutMillis: 30_000 },
  driverOptions: { onPoolCreated: reclaimLostConnections },
  forceUtcTimezone: true,
  logger: () => {},
  // A fork per request is the rule here; the global one must never be used by mistake.
  allowGlobalContext: false,
});

/** Connects as the runtime role. The schema must be there: `migrate` first. */
export async function openDatabase(
  schema: DatabaseSchema,
  urls: DatabaseUrls,
  options: { poolSize?: number } = {},
): Promise<Database> {
  const orm = await MikroORM.init(ormOptions(schema, urls.app, options.poolSize ?? 10));
  escapeQuickly(orm);
  const listeners: (() => void)[] = [];
  const root = orm.em as SqlEntityManager;
  const systemPool = new pg.Pool({ connectionString: urls.system, max: 2 });
  // A lost idle connection is replaced on the next use; without a listener it would end the process.
  systemPool.on('error', () => {});
  return {
    service: schema.service,
    urls,
    derived: schema.derived ?? [],
    orm,
    async write(scope, work) {
      const { result, recorded } = await runUnitOfWork(root, scope, work);
      if (recorded > 0) for (const listener of listeners) listener();
      return result;
    },
    read(principal, work, { statementTimeoutMs } = {}) {
      const fork = root.fork() as SqlEntityManager;
      actAs(fork, principal, statementTimeoutMs);
      return fork.transactional((em) => work(em as SqlEntityManager), { readOnly: true });
    },
    async system(work) {
      const client = await systemPool.connect();
      try {
        await client.query('begin');
        const result = await work(client);
        await client.query('commit');
        client.release();
        return result;
      } catch (error) {
        await client.query('rollback').then(
          () => client.release(),
          (broken: Error) => client.release(broken),
        );
        throw error;
      }
    },
    onRecorded: (listener) => void listeners.push(listener),
    async close() {
      await Promise.all([orm.close(true), systemPool.end()]);
    },
  };
}

/**
 * Brings the schema up to date as the owner: event tables, the service's migrations, then the runtime roles' privileges.
 * Two processes that start together take turns.
 */
export async function migrate(schema: DatabaseSchema, urls: DatabaseUrls, now: Date): Promise<void> {
  const client = new pg.Client({ connectionString: urls.owner });
  await client.connect();
  try {
    await client.query(`select pg_advisory_lock(hashtext('campusgraph migrate'))`);
    await client.query(eventTablesSql(schema.service));
    await client.query(logPartitionsSql(now));
    if (schema.searches) await client.query(GRAMS_SQL);
    const applied = await client.query<{ there: boolean }>(
      `select to_regclass('public.migration') is not null as there`,
    );
    const done = applied.rows[0]?.there
      ? (await client.query<{ name: string }>('select name from migration')).rows.map((row) => row.name)
      : [];
    if (schema.migrations.every(({ name }) => done.includes(name))) return;
    const orm = await MikroORM.init(ormOptions(schema, urls.owner, 2));
    try {
      await orm.migrator.up();
    } finally {
      await orm.close(true);
    }
    await client.query(grantsSql(schema));
    await client.query(searchSql(schema.service, schema.searches ?? []));
  } finally {
    await client.end();
  }
}

const grantsSql = ({ service, appendOnly = [] }: DatabaseSchema): string => `
grant usage on schema public to ${service}_app, ${service}_system;
grant select, insert, update, delete on all tables in schema public to ${service}_app;
grant usage on all sequences in schema public to ${service}_app;
grant select, insert, update, delete on all tables in schema public to ${service}_system;
revoke all on migration from ${service}_app, ${service}_system;
${appendOnly.map((table) => `revoke update, delete, truncate on ${table} from ${service}_app, ${service}_system;`).join('\n')}`;
