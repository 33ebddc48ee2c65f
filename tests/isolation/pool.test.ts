import type { Principal } from '@campusgraph/auth';
import { type Database, newId, openDatabase, sessionVariables } from '@campusgraph/persistence';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { SqlEntityManager } from '@mikro-orm/postgresql';
import pg from 'pg';
import { schemaOf } from '../services.ts';
import { type Attacker, headquartersOfAnother, isRecord } from './attackers.ts';
import type { Row } from './rows.ts';
import { type AttackStage, openAttackStage, WHO } from './stage.ts';

const UNITS = 5_000;
const POOL = 10;
/** More than the pool has, so that each connection goes from hand to hand. */
const AT_ONCE = 40;
const COMMANDS = ['select', 'insert', 'update', 'delete'] as const;

let on: AttackStage;
let rows: Row[];
beforeAll(async () => {
  on = await openAttackStage(process.env.TEST_POSTGRES_ADMIN_URL ?? '');
  rows = await on.rows();
});
afterAll(() => on?.stage.close());

/** Nobody: a unit of work that forgot to say on whose behalf it runs. */
const NOBODY: Attacker = {
  ...headquartersOfAnother(newId(), 'nobody'),
  who: 'no context',
  owns: () => false,
};

interface Unit {
  attacker: Attacker;
  table: string;
  command: (typeof COMMANDS)[number];
  /** The row that it is after. */
  target: Row;
}

/**
 * Where row-level security lets more through than it should, and only the operations keep it from being told (every-operation.
 * test.ts proves that they do): the chain's staff, and which households a branch has.
 */
const HIDDEN_BY_OPERATIONS_ONLY = ['crm.staff_copy', 'crm.household'];

class RolledBack extends Error {}

/** Every attacker × table × command for which there is a row to be after. */
function unitsAgainst(service: string, attackers: readonly Attacker[]): Unit[] {
  const tables = Map.groupBy(
    rows.filter(({ table }) => table.startsWith(`${service}.`) && !table.includes('.events.')),
    ({ table }) => table,
  );
  return attackers.flatMap((attacker) =>
    [...tables].flatMap(([table, all]) => {
      const target = all.find((row) => isHidden(attacker, row) && row.values.organization_id === on.organizationId);
      return target ? COMMANDS.map((command) => ({ attacker, table, command, target })) : [];
    }),
  );
}

const isHidden = (attacker: Attacker, row: Row): boolean =>
  !attacker.owns(row) &&
  !attacker.shares(row) &&
  !isRecord(attacker, row) &&
  (row.values.organization_id !== attacker.principal.organizationId || !HIDDEN_BY_OPERATIONS_ONLY.includes(row.table));

/** The statement of a unit, as an attacker who knows the row by heart would send it. */
async function statement(
  em: SqlEntityManager,
  { table, command, target }: Unit,
  columns: readonly string[],
): Promise<Row[]> {
  const name = pg.escapeIdentifier(table.split('.')[1] ?? '');
  const it = 'where to_jsonb(t)::text = ? returning to_jsonb(t)::text as text';
  const list = columns.map((column) => pg.escapeIdentifier(column)).join(', ');
  const sql = {
    select: [`select to_jsonb(t)::text as text from ${name} t`, []],
    insert: [
      `insert into ${name} as t (${list}) select ${list} from jsonb_populate_record(null::${name}, ?::jsonb) returning to_jsonb(t)::text as text`,
      [target.text],
    ],
    update: [`update ${name} t set organization_id = organization_id ${it}`, [target.text]],
    delete: [`delete from ${name} t ${it}`, [target.text]],
  } as const;
  const [text, values] = sql[command];
  const found = await em.execute<{ text: string }[]>(text, [...values]);
  return found.map((row) => ({ table, text: row.text, values: JSON.parse(row.text) }));
}

/** Runs a unit of work, of an attacker or of nobody; it commits nothing. Returns what it got that it may not have. */
async function attack(database: Database, unit: Unit, columns: readonly string[]): Promise<string[]> {
  const got: Row[] = [];
  const work = async (em: SqlEntityManager): Promise<void> => {
    got.push(...(await statement(em, unit, columns)));
    if (unit.command !== 'select') throw new RolledBack();
  };
  const { attacker, table, command } = unit;
  try {
    if (attacker === NOBODY) await database.orm.em.fork().transactional((em) => work(em as SqlEntityManager));
    else {
      const scope = { principal: attacker.principal, now: new Date(0), correlationId: 'pool' };
      await database.write(scope, ({ em }) => work(em));
    }
  } catch (error) {
    const isRefused = /row-level security|permission denied/.test((error as Error).message);
    if (!(error instanceof RolledBack) && !isRefused)
      return [`${attacker.who}, ${command} ${table}: ${(error as Error).message}`];
  }
  return got
    .filter((row) => isHidden(attacker, row))
    .map(({ text }) => `${attacker.who}, ${command} ${table}: ${text}`);
}

/** The school's own unit of work between the others', every other one rolled back: its context must not stay behind. */
async function ownUnit(database: Database, principal: Principal, table: string, n: number): Promise<number> {
  let count = -1;
  const name = pg.escapeIdentifier(table.split('.')[1] ?? '');
  await database
    .write({ principal, now: new Date(0), correlationId: 'pool' }, async ({ em }) => {
      const found = await em.execute<{ count: number }[]>(`select count(*)::int as count from ${name}`);
      count = found[0]?.count ?? -1;
      if (n % 4 === 1) await em.execute('select 1 / 0');
      if (n % 4 === 3) throw new RolledBack();
    })
    .catch((error: Error) => {
      if (!(error instanceof RolledBack) && !error.message.includes('division by zero')) throw error;
    });
  return count;
}

async function inParallel(count: number, each: (n: number) => Promise<void>): Promise<void> {
  let next = 0;
  const worker = async (): Promise<void> => {
    while (next < count) {
      const n = next;
      next += 1;
      await each(n);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}

const COLUMNS = `select table_name as table, array_agg(column_name::text) as columns from information_schema.columns
where table_schema = 'public' and is_generated = 'NEVER' and identity_generation is distinct from 'ALWAYS' group by 1`;

describe.each(['crm', 'billing'])('a pool of 10 connections of %s', (service) => {
  const attackers = (): Attacker[] => [NOBODY, ...WHO.map((who) => on.attackers[who].attacker)];
  const own = (): Principal => headquartersOfAnother(on.organizationId, newId()).principal;

  test('5,000 units of work of five kinds of people, rollbacks among them: nobody gets a row of another', async () => {
    const database = await openDatabase(await schemaOf(service), on.databases[service] as never, { poolSize: POOL });
    try {
      const found = await database.read(own(), (em) => em.execute<{ table: string; columns: string[] }[]>(COLUMNS));
      const columns = new Map(found.map((one) => [`${service}.${one.table}`, one.columns]));
      const units = unitsAgainst(service, attackers());
      expect(new Set(units.map(({ attacker }) => attacker.who)).size).toBe(4);
      expect(new Set(units.map(({ table }) => table)).size).toBeGreaterThan(8);
      const leaked: string[] = [];
      await inParallel(UNITS, async (n) => {
        const unit = units[(n >> 1) % units.length] as Unit;
        if (n % 2 === 0) leaked.push(...(await attack(database, unit, columns.get(unit.table) ?? [])));
        else {
          const mine = rows.filter(
            ({ table, values }) => table === unit.table && values.organization_id === on.organizationId,
          );
          const count = await ownUnit(database, own(), unit.table, n >> 1);
          if (count !== mine.length) leaked.push(`the school itself: ${count} of ${mine.length} rows of ${unit.table}`);
        }
      });
      expect(leaked).toEqual([]);
    } finally {
      await database.close();
    }
  });

  test('a context set for the session instead of the transaction leaks in the same test', async () => {
    const pool = new pg.Pool({ connectionString: on.databases[service]?.app, max: POOL });
    const units = unitsAgainst(service, attackers()).filter(({ command }) => command === 'select');
    let leaked = 0;
    const naive = async (principal: Principal | null, table: string): Promise<Row[]> => {
      const settings = Object.entries(principal ? sessionVariables(principal) : {});
      const set = settings.map((_, i) => `set_config($${2 * i + 1}, $${2 * i + 2}, false)`).join(', ');
      if (principal) await pool.query(`select ${set}`, settings.flat());
      const found = await pool.query<{ text: string }>(
        `select to_jsonb(t)::text as text from ${pg.escapeIdentifier(table.split('.')[1] ?? '')} t`,
      );
      return found.rows.map(({ text }) => ({ table, text, values: JSON.parse(text) }));
    };
    try {
      await inParallel(1_000, async (n) => {
        const { attacker, table } = units[(n >> 1) % units.length] as Unit;
        if (n % 2 === 1) await naive(own(), table);
        else {
          const seen = await naive(attacker === NOBODY ? null : attacker.principal, table);
          leaked += seen.filter((row) => isHidden(attacker, row)).length;
        }
      });
      expect(leaked).toBeGreaterThan(0);
    } finally {
      await pool.end();
    }
  });
});
