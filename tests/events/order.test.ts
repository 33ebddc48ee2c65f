import { deliveryFailed, deliverySent } from '@campusgraph/contracts';
import { connectJetStream, type EventTransport, on, settled } from '@campusgraph/events';
import { newId } from '@campusgraph/persistence';
import { waitFor } from '@campusgraph/testing';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { quiet, startService, type TestService, writeDown } from '../../infra/events/tests/support/service.ts';
import { natsUrl } from '../../infra/events/tests/support/transports.ts';
import {
  closeGate,
  copyOutbox,
  cursorRelay,
  type Handed,
  LATE,
  type NaiveRelay,
  REFUSED,
  skipLockedRelay,
} from './naive-relays.ts';

const WRITERS = 16;
const EACH = 200;
/** Every so many-th transaction is rolled back: 5 %. */
const ROLLED_BACK = 20;
const parcels = Array.from({ length: 500 }, () => newId());

let transport: EventTransport;
let crm: TestService;
let insights: TestService;
let cursor: NaiveRelay;
let workers: [NaiveRelay, NaiveRelay];
/** Recorded while the gate was closed; committed after everything else. */
const lateParcel = newId();

/** Looks again and again until a look that began when the work was over finds nothing left. */
async function run(relay: NaiveRelay, over: AbortSignal): Promise<void> {
  for (let isOver = false, found = true; !isOver || found; ) {
    isOver = over.aborted;
    found = await relay.step();
    await new Promise(setImmediate);
  }
}

/** Its transactions, spread over all parcels so that two writers often meet at one. */
async function write(writer: number): Promise<void> {
  for (let n = 0; n < EACH; n += 1) {
    const parcel = parcels[(writer * 7 + n * 13) % parcels.length] as string;
    if ((writer + n) % ROLLED_BACK === 0) await expect(crm.change(parcel, REFUSED)).rejects.toThrow(REFUSED);
    else await crm.change(parcel, `${writer}/${n}`, n % 2 ? 'lost' : 'sent');
  }
}

beforeAll(async () => {
  const stream = `ORDER_${newId().replaceAll('-', '')}`;
  transport = await connectJetStream({ servers: natsUrl(), stream, logger: quiet });
  crm = await startService('crm', transport);
  insights = await startService('insights', transport, [on(deliveryFailed, writeDown), on(deliverySent, writeDown)]);
  await copyOutbox(crm.database);
  cursor = await cursorRelay(crm.database);
  const handed: Handed[] = [];
  workers = [await skipLockedRelay(crm.database, handed), await skipLockedRelay(crm.database, handed)];
  crm.runtime.startRelay();

  const gate = await closeGate(crm.database);
  const late = crm.change(lateParcel, LATE);
  await waitFor(() => gate.waiting(), { what: 'the late transaction at its commit' });
  const over = new AbortController();
  const relays = [cursor, ...workers].map((relay) => run(relay, over.signal));
  await Promise.all(Array.from({ length: WRITERS }, (_, writer) => write(writer)));
  await gate.open();
  await late;
  over.abort();
  await Promise.all(relays);
  await settled([crm.runtime, insights.runtime]);
}, 300_000);
afterAll(async () => {
  await Promise.all([cursor, ...workers].map((relay) => relay.stop()));
  await Promise.all([crm.stop(), insights.stop()]);
  await transport.close();
});

test('what 16 clerks recorded arrives whole and in order for each of 500 records, though one in twenty gave up and one came late', async () => {
  const effects = await insights.effects();
  expect(effects).toHaveLength((WRITERS * EACH * (ROLLED_BACK - 1)) / ROLLED_BACK + 1);
  const versions = Map.groupBy(effects, (one) => one.aggregate_id);
  expect(versions.size).toBe(parcels.length + 1);
  // Versions have no gaps, so neither a lost fact nor one out of its turn would go unseen.
  for (const of of versions.values()) expect(of.map((one) => one.version)).toEqual(of.map((_, n) => n + 2));
});

test('a relay that remembers how far it has come loses what commits behind it', async () => {
  const handed = new Set(cursor.handed.map((one) => one.id));
  const lost = (await insights.effects()).filter((one) => !handed.has(one.event_id));
  expect(lost.map((one) => one.aggregate_id)).toContain(lateParcel);
});

test('two workers that skip what the other holds lose nothing, and turn facts of one record round', async () => {
  const [one, other] = workers;
  expect(one.handed).toHaveLength((await insights.effects()).length);
  const parcel = newId();
  await crm.change(parcel, 'first');
  await one.step(async () => {
    await crm.change(parcel, 'second');
    await other.step();
  });
  const mine = one.handed.filter(({ aggregateId }) => aggregateId === parcel);
  expect(mine.map(({ version }) => version)).toEqual([3, 2]);
});
