import { createLogger } from '@campusgraph/logging';
import { type Database, type DatabaseSchema, newId, openDatabase } from '@campusgraph/persistence';
import {
  createTestDatabase,
  createTestGateway,
  principals,
  type TestDatabase,
  testClock,
  waitFor,
} from '@campusgraph/testing';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { defineEntity, p } from '@mikro-orm/core';
import { Migration } from '@mikro-orm/migrations';
import { DEADLINE_HEADER } from '../src/deadline.ts';
import { createSubgraph, type RequestContext, type Subgraph } from '../src/index.ts';

const noteSchema = defineEntity({
  name: 'Note',
  tableName: 'note',
  properties: { id: p.uuid().primary(), text: p.text() },
});
class Note extends noteSchema.class {}
noteSchema.setClass(Note);

class Initial extends Migration {
  override up() {
    this.addSql('create table note (id uuid primary key default gen_random_uuid(), text text not null)');
  }
}
const schema: DatabaseSchema = {
  service: 'deadline',
  entities: [Note],
  migrations: [{ name: 'initial', class: Initial }],
};
const typeDefs = `type Query { slow(seconds: Float!): Boolean notes: Int } type Mutation { slow(seconds: Float!): Boolean late: Boolean }`;
const clock = testClock();
const sleep = 'select pg_sleep(?)';
/** Whether a slow read has got the connection, ever since this was reset. */
let reading = false;
const resolvers = {
  Query: {
    slow: (_: unknown, { seconds }: { seconds: number }, { read }: RequestContext) =>
      read(async (em) => {
        reading = true;
        return (await em.execute(sleep, [seconds])).length > 0;
      }),
    notes: (_: unknown, _none: unknown, { read }: RequestContext) =>
      read(async (em) => (await em.execute('select text from note')).length),
  },
  Mutation: {
    slow: (_: unknown, { seconds }: { seconds: number }, { write }: RequestContext) =>
      write(async ({ em }) => {
        await em.execute(`insert into note (text) values ('slow')`);
        return (await em.execute(sleep, [seconds])).length > 0;
      }),
    late: (_: unknown, _none: unknown, { write }: RequestContext) =>
      write(async ({ em }) => {
        await em.execute(`insert into note (text) values ('late')`);
        clock.advance({ ms: 1_000 });
        return true;
      }),
  },
};

let testDatabase: TestDatabase;
let database: Database;
let subgraph: Subgraph;
let gateway: Awaited<ReturnType<typeof createTestGateway>>;
beforeAll(async () => {
  testDatabase = await createTestDatabase(schema);
  // One connection: a statement that went on would hold up the next request.
  database = await openDatabase(schema, testDatabase.urls, { poolSize: 1 });
  gateway = await createTestGateway(clock);
  const logger = createLogger({ service: 'deadline', level: 'silent' });
  const given = { typeDefs, resolvers, database, clock, logger, gatewayJwks: gateway.jwks };
  subgraph = await createSubgraph({ name: 'deadline', ...given });
});
afterAll(async () => {
  await subgraph.stop();
  await database.close();
  await testDatabase.drop();
});

const staff = principals.hq({ organizationId: newId() });

/** Asks with so many milliseconds left; null: as one who waits for ever. */
async function ask(query: string, leftMs: number | null) {
  const headers = {
    ...(await gateway.headers(staff)),
    ...(leftMs !== null && { [DEADLINE_HEADER]: new Date(clock().getTime() + leftMs).toISOString() }),
  };
  const answer = JSON.parse((await subgraph.execute({ body: JSON.stringify({ query }), headers })).body);
  return { data: answer.data, code: answer.errors?.[0]?.extensions.code };
}

describe('past the deadline', () => {
  test('a slow read is cancelled in Postgres, and the connection serves the next request', async () => {
    const began = performance.now();
    expect(await ask('{ slow(seconds: 20) }', 200)).toEqual({ data: { slow: null }, code: 'DEADLINE_EXCEEDED' });
    expect(await ask('{ notes }', 10_000)).toEqual({ data: { notes: 0 }, code: undefined });
    expect(performance.now() - began).toBeLessThan(10_000);
  });

  test('a slow command is cancelled and leaves nothing behind', async () => {
    expect((await ask('mutation { slow(seconds: 20) }', 200)).code).toBe('DEADLINE_EXCEEDED');
    expect((await ask('{ notes }', null)).data).toEqual({ notes: 0 });
  });

  test('a command that is ready too late is taken back: the client was told that it failed', async () => {
    expect((await ask('mutation { late }', 900)).code).toBe('DEADLINE_EXCEEDED');
    expect((await ask('{ notes }', null)).data).toEqual({ notes: 0 });
  });

  test('nothing is begun', async () => {
    expect((await ask('{ slow(seconds: 20) }', -1)).code).toBe('DEADLINE_EXCEEDED');
    expect((await ask('mutation { slow(seconds: 20) }', 0)).code).toBe('DEADLINE_EXCEEDED');
  });
});

test('nobody waits for a connection beyond it, and what would have been done then is not', async () => {
  let isFree = false;
  reading = false;
  const busy = ask('{ slow(seconds: 3) }', null).then((answer) => {
    isFree = true;
    return answer;
  });
  await waitFor(() => reading, { what: 'the one connection to be at work' });
  const waiting = [ask('{ notes }', 300), ask('mutation { slow(seconds: 0) }', 300)];
  expect((await Promise.all(waiting)).map(({ code }) => code)).toEqual(['DEADLINE_EXCEEDED', 'DEADLINE_EXCEEDED']);
  expect(isFree).toBe(false);
  expect((await busy).code).toBeUndefined();
  expect((await ask('{ notes }', null)).data).toEqual({ notes: 0 });
});

test('the limit of one request is not the next one’s', async () => {
  await ask('{ notes }', 50);
  expect(await ask('{ slow(seconds: 0.2) }', null)).toEqual({ data: { slow: true }, code: undefined });
});
