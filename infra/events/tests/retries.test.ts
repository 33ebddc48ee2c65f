import { deliveryFailed } from '@campusgraph/contracts';
import { newId } from '@campusgraph/persistence';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createEmbeddedTransport, type EventTransport, on, parkedMessages, settled } from '../src/index.ts';
import { hq, startService, type TestService, writeDown } from './support/service.ts';

// One publish is one batch here, which makes what waits for what exact.
let transport: EventTransport;
let crm: TestService;
let insights: TestService;
const failuresLeft = new Map<string, number>();
const attempts: string[] = [];

beforeAll(async () => {
  transport = createEmbeddedTransport();
  crm = await startService('crm', transport);
  insights = await startService('insights', transport, [
    on(deliveryFailed, async (event, unit) => {
      const note = event.data.templateKey;
      attempts.push(note);
      await writeDown(event, unit);
      const left = failuresLeft.get(note) ?? 0;
      failuresLeft.set(note, left - 1);
      if (left > 0) throw new Error('not yet');
    }),
  ]);
});
afterAll(async () => {
  await Promise.all([crm.stop(), insights.stop()]);
  await transport.close();
});

test('an event that fails holds back its own record, and no other; after the last try it no longer does', async () => {
  const [a, b, c] = [newId(), newId(), newId()];
  // Once as part of the batch, then alone.
  failuresLeft.set('A1', 3).set('B1', 100);
  for (const [id, note] of [
    [a, 'A1'],
    [a, 'A2'],
    [b, 'B1'],
    [b, 'B2'],
    [c, 'C1'],
  ] as const)
    await crm.change(id, note);
  crm.runtime.startRelay();
  insights.runtime.startRelay();
  await settled([crm.runtime, insights.runtime]);
  expect((await insights.effects()).map((one) => one.note)).toEqual(['C1', 'A1', 'A2', 'B2']);
  expect(attempts).toEqual(['A1', 'A1', 'B1', 'C1', 'A1', 'B1', 'A1', 'A2', 'B1', 'B2']);
  const parked = await parkedMessages(insights.database, hq);
  expect(parked.map(({ tries, body }) => [tries, JSON.parse(body).data.templateKey])).toEqual([[3, 'B1']]);
});

test('parked messages are for operators of their own organization only', async () => {
  const { scopes, ...principal } = hq;
  const clerk = { ...principal, scopes: scopes.filter((scope) => scope !== 'event:operate') };
  expect(() => parkedMessages(insights.database, clerk)).toThrow(/event:operate/);
  expect(await parkedMessages(insights.database, { ...hq, organizationId: newId() })).toEqual([]);
});
