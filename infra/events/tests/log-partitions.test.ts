import { deliverySent } from '@campusgraph/contracts';
import { migrate, newId, openDatabase } from '@campusgraph/persistence';
import { createTestDatabase } from '@campusgraph/testing';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import pg from 'pg';
import { readLog } from '../src/index.ts';
import { hq, schemaOf } from './support/service.ts';

let urls: Awaited<ReturnType<typeof createTestDatabase>>['urls'];
let drop: () => Promise<void>;
beforeAll(async () => {
  ({ urls, drop } = await createTestDatabase(schemaOf('crm')));
});
afterAll(() => drop());

const monthsFromNow = (months: number): Date => {
  const now = new Date();
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + months, 15));
};

/** Records an event at that time, and tells which partition of the log holds it. */
async function record(at: Date): Promise<string> {
  const database = await openDatabase(schemaOf('crm'), urls);
  const id = newId();
  try {
    await database.write({ principal: hq, now: at, correlationId: 'x' }, async (unit) => {
      const data = { deliveryId: id, guardianId: null, templateKey: 'x', channel: 'LOG', sentAt: at.toISOString() };
      unit.record(deliverySent, { id }, data);
    });
    return await partitionOf(id);
  } finally {
    await database.close();
  }
}

async function partitionOf(aggregateId: string): Promise<string> {
  const client = new pg.Client({ connectionString: urls.system });
  await client.connect();
  const sql = 'select tableoid::regclass::text as name from events.log where aggregate_id = $1';
  const { rows } = await client.query<{ name: string }>(sql, [aggregateId]);
  await client.end();
  return rows[0]?.name ?? 'none';
}

const nameOf = (month: Date): string => `events.log_${month.toISOString().slice(0, 7).replace('-', '_')}`;

async function loggedIn(): Promise<string[]> {
  const database = await openDatabase(schemaOf('crm'), urls);
  const seen: string[] = [];
  for await (const { envelope } of readLog(database)) seen.push(await partitionOf(envelope.aggregateId));
  await database.close();
  return seen;
}

test('the log has a partition for every month of the coming year, so a service may run on without a new start', async () => {
  for (const months of [0, 1, 12]) expect(await record(monthsFromNow(months))).toBe(nameOf(monthsFromNow(months)));
});

test('a service that ran on for longer loses nothing: its next start puts the late events into their months', async () => {
  const [late, later] = [monthsFromNow(15), monthsFromNow(17)];
  expect([await record(late), await record(later)]).toEqual(['events.log_default', 'events.log_default']);
  const before = await loggedIn();
  await migrate(schemaOf('crm'), urls, later);
  const after = await loggedIn();
  expect(after).toHaveLength(before.length);
  expect(after.slice(-2)).toEqual([nameOf(late), nameOf(later)]);
  expect(await record(later)).toBe(nameOf(later));
});
