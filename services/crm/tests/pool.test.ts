import { staffJoined } from '@campusgraph/contracts';
import { createEmbeddedTransport } from '@campusgraph/events';
import { createLogger } from '@campusgraph/logging';
import { newId } from '@campusgraph/persistence';
import { waitFor } from '@campusgraph/testing';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import pg from 'pg';
import { createService } from '../src/service.ts';
import { type Chain, startCrm, walkIn } from './harness.ts';

let app: Awaited<ReturnType<typeof startCrm>>;
let secondProcess: Awaited<ReturnType<typeof createService>>;
beforeAll(async () => {
  app = await startCrm();
  // Both go round; it takes no events, of which the first one's transport has all.
  secondProcess = await createService({
    database: app.urls,
    transport: createEmbeddedTransport(),
    gatewayJwks: app.gateway.jwks,
    clock: app.clock,
    logger: createLogger({ service: 'crm', level: 'silent' }),
  });
  await secondProcess.start();
});
afterAll(async () => {
  await secondProcess?.stop();
  await app?.stop();
});

/** Sales staff of a branch, with so many leads of their own. */
async function sales(school: Chain, branchId: string, count: number, locked = false): Promise<string[]> {
  const staffId = newId();
  const staff = { staffId, name: '李顾问', role: 'SALES', branchIds: [branchId], email: null };
  await app.tell(staffJoined, school.organizationId, staff);
  const ids: string[] = [];
  for (let n = 0; n < count; n += 1) {
    const lead = { ...walkIn(branchId, `138${String(n).padStart(8, '0')}`, `孩子${n} ${staffId}`), ownerId: staffId };
    const { lead: captured } = await app.run(school.hq, 'captureLead', lead, 'lead { id }');
    if (locked) await app.run(school.hq, 'assignLead', { leadId: captured.id, staffId, locked }, 'lead { id }');
    ids.push(captured.id);
  }
  return ids.toSorted();
}

const pooled = async (school: Chain): Promise<string[]> => {
  const { data } = await app.ask(school.hq, '{ leads(first: 100, filter: { inPool: true }) { nodes { id } } }');
  return data.leads.nodes.map(({ id }: { id: string }) => id).toSorted();
};

/** How often each row has been written, past all row-level security. */
async function versionsOf(ids: readonly string[]): Promise<number[]> {
  const url = new URL(process.env.TEST_POSTGRES_ADMIN_URL ?? '');
  url.pathname = new URL(app.urls.app).pathname;
  const client = new pg.Client({ connectionString: url.href });
  await client.connect();
  const { rows } = await client.query<{ version: number }>('select version from lead where id = any ($1)', [ids]);
  await client.end();
  return rows.map(({ version }) => version);
}

test('a lead that nobody contacted for 7 days goes back to the pool by itself, of every chain and branch, once', async () => {
  const [school, other] = [await app.chain(), await app.chain()];
  const north = await sales(school, school.north, 3);
  const south = await sales(school, school.south, 1);
  const elsewhere = await sales(other, other.north, 1);
  const locked = await sales(school, school.north, 1, true);
  const before = await versionsOf(north);
  app.clock.advance({ days: 6 });
  // One of the six-day-old leads is contacted.
  const [contacted = '', ...idle] = north;
  const contact = { leadId: contacted, channel: 'PHONE', summary: '已联系', outcome: 'INTERESTED' };
  await app.run(school.clerk, 'logFollowUp', contact, 'lead { id }');
  expect(await pooled(school)).toEqual([]);
  app.clock.advance({ days: 1 });
  const back = [...idle, ...south].toSorted();
  await waitFor(async () => (await pooled(school)).length === back.length, { what: 'the idle leads in the pool' });
  expect(await pooled(school)).toEqual(back);
  await waitFor(async () => (await pooled(other)).length === 1, { what: 'the other chain’s lead in its pool' });
  expect(await pooled(other)).toEqual(elsewhere);
  expect(await pooled(school)).not.toContain(locked[0]);
  expect(await versionsOf(idle)).toEqual(before.slice(1).map((version) => version + 1));
});
