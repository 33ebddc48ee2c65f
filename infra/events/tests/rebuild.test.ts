import { deliveryFailed, deliverySent } from '@campusgraph/contracts';
import { newId } from '@campusgraph/persistence';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { createEmbeddedTransport, derived, type EventRuntime, on, settled } from '../src/index.ts';
import { hq, ORGANIZATION, startEventsOf, startService, type TestService, writeDown } from './support/service.ts';

let crm: TestService;
let insights: TestService;
let runtime: EventRuntime;
let broken: boolean;

beforeEach(async () => {
  broken = true;
  const transport = createEmbeddedTransport();
  crm = await startService('crm', transport);
  insights = await startService('insights', transport);
  const picky = on(deliveryFailed, async (event, unit) => {
    if (broken && event.data.templateKey === 'poison') throw new Error('the shelf is broken');
    await writeDown(event, unit);
  });
  const chatty = on(deliverySent, async (event, unit) => unit.record(deliverySent, { id: newId() }, event.data));
  const database = { ...insights.database, derived: ['effect'] };
  runtime = await startEventsOf(database, transport, derived(picky, chatty));
  crm.runtime.startRelay();
  runtime.startRelay();
});
afterEach(async () => {
  await runtime.stop();
  await Promise.all([crm.stop(), insights.stop()]);
});

const done = () => settled([crm.runtime, runtime]);
const notes = async () => (await insights.effects()).map((one) => one.note);
async function* recorded() {
  for await (const { envelope } of crm.runtime.log()) yield envelope;
}

test('what waits parked is left out, what was replayed stands in its place, and what comes late is known', async () => {
  for (const note of ['before', 'poison', 'after']) await crm.change(newId(), note);
  await done();
  await runtime.rebuild(ORGANIZATION, recorded());
  expect(await notes()).toEqual(['before', 'after']);

  broken = false;
  for await (const { id, data } of recorded()) {
    if ((data as { templateKey: string }).templateKey === 'poison') await runtime.replayParked(hq, id);
  }
  expect(await notes()).toEqual(['before', 'after', 'poison']);
  await runtime.rebuild(ORGANIZATION, recorded());
  expect(await notes()).toEqual(['before', 'poison', 'after']);
  await crm.runtime.republish();
  await done();
  expect(await notes()).toEqual(['before', 'poison', 'after']);
});

test('a handler that would tell the past as news is refused, and nothing has changed', async () => {
  await crm.change(newId(), 'kept');
  await done();
  await runtime.stop();
  await crm.change(newId(), 'sent', 'sent');
  await expect(runtime.rebuild(ORGANIZATION, recorded())).rejects.toThrow('must not record');
  expect(await notes()).toEqual(['kept']);
});
