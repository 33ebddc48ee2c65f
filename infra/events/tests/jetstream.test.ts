import { deliveryFailed, deliverySent } from '@campusgraph/contracts';
import { newId } from '@campusgraph/persistence';
import { waitFor } from '@campusgraph/testing';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { type JetStreamManager, jetstream, jetstreamManager } from '@nats-io/jetstream';
import { connect, type NatsConnection } from '@nats-io/transport-node';
import { connectJetStream, type EventTransport, on, readLog, republishLog, settled } from '../src/index.ts';
import { killLeader, quiet, startEventsOf, startService, type TestService, writeDown } from './support/service.ts';
import { natsUrl } from './support/transports.ts';

const both = [on(deliveryFailed, writeDown), on(deliverySent, writeDown)];
const numbers = (n: number) => Array.from({ length: n }, (_, i) => `${i}`);
const notes = async (service: TestService) => (await service.effects()).map((one) => one.note);

let nc: NatsConnection;
let jsm: JetStreamManager;
let stream: string;
let transport: EventTransport;
let crm: TestService;
let insights: TestService;

beforeAll(async () => {
  nc = await connect({ servers: natsUrl() });
  jsm = await jetstreamManager(nc);
});
afterAll(() => nc.close());
beforeEach(async () => {
  stream = `TEST_${newId().replaceAll('-', '')}`;
  transport = await connectJetStream({ servers: natsUrl(), stream, logger: quiet });
  crm = await startService('crm', transport);
  insights = await startService('insights', transport, both);
});
afterEach(async () => {
  await Promise.all([crm.stop(), insights.stop()]);
  await transport.close();
  for (const name of [stream, `${stream}_PARKED`]) await jsm.streams.delete(name).catch(() => {});
});

test('the stream is what operators were promised: file storage, limits, subject by type, correlation id in a header', async () => {
  crm.runtime.startRelay();
  await crm.change(newId(), 'in 中文, which a header cannot carry');
  await crm.change(newId(), 'z');
  await settled([crm.runtime, insights.runtime]);
  const { config, state } = await jsm.streams.info(stream);
  expect(config).toMatchObject({ retention: 'limits', storage: 'file', subjects: [`${stream.toLowerCase()}.>`] });
  expect(config.duplicate_window).toBe(2 * 60 * 1e9);
  expect(state.messages).toBe(2);
  const message = await jsm.streams.getMessage(stream, { seq: 2 });
  expect(message?.subject).toBe(`${stream.toLowerCase()}.${deliveryFailed.type}`);
  const envelope = message?.json<{ id: string }>();
  expect(message?.header.get('Nats-Msg-Id')).toBe(envelope?.id);
  expect(message?.header.get('x-correlation-id')).toBe('cause of z');
});

test('what a process took and never acknowledged comes again before anything newer', async () => {
  const parcel = newId();
  crm.runtime.startRelay();
  await crm.change(parcel, '0');
  await settled([crm.runtime, insights.runtime]);
  await insights.runtime.stop();
  for (const note of ['1', '2', '3', '4', '5', '6']) await crm.change(parcel, note);
  await crm.runtime.idle();
  // Another client takes three messages of the same consumer and dies with them.
  const thief = await connect({ servers: natsUrl() });
  const consumer = await jetstream(thief).consumers.get(stream, 'insights');
  const taken = await consumer.fetch({ max_messages: 3, expires: 5_000 });
  let held = 0;
  for await (const _message of taken) held += 1;
  expect(held).toBe(3);
  await thief.close();

  const successor = await startEventsOf(insights.database, transport, both);
  await successor.idle();
  expect(await notes(insights)).toEqual(['0', '1', '2', '3', '4', '5', '6']);
  await successor.stop();
});

test('of two replicas one consumes; when it loses its connection the other goes on in order', async () => {
  const replica = await startEventsOf(insights.database, transport, both);
  const secondRelay = await startEventsOf(crm.database, transport, []);
  crm.runtime.startRelay();
  secondRelay.startRelay();
  const parcel = newId();
  for (const note of numbers(40)) {
    await crm.change(parcel, note);
    if (note === '10' || note === '25') await killLeader(insights.database, 'consumer');
    if (note === '15' || note === '30') await killLeader(crm.database, 'relay');
  }
  await settled([crm.runtime, secondRelay, insights.runtime, replica]);
  expect(await notes(insights)).toEqual(numbers(40));
  await Promise.all([replica.stop(), secondRelay.stop()]);
});

test('a stream that was lost is filled again from the log, and nothing is applied twice', async () => {
  crm.runtime.startRelay();
  const parcel = newId();
  for (const note of numbers(5)) await crm.change(parcel, note);
  await settled([crm.runtime, insights.runtime]);
  await jsm.streams.delete(stream);
  for (const note of ['5', '6']) await crm.change(parcel, note);
  await waitFor(async () => (await notes(insights)).length === 7, { what: 'events after the loss' });

  expect(await republishLog(crm.database, transport)).toBe(7);
  await settled([crm.runtime, insights.runtime]);
  expect(await notes(insights)).toEqual(numbers(7));
  expect((await jsm.streams.info(stream)).state.messages).toBe(7);
  const versions: number[] = [];
  for await (const { envelope } of readLog(crm.database, { types: [deliveryFailed.type], afterPosition: 3n })) {
    versions.push(envelope.aggregateVersion);
  }
  expect(versions).toEqual([5, 6, 7, 8]);
});

test('a parked event is also in the stream of parked messages, with its error', async () => {
  const support = await startService('support', transport, [
    on(deliveryFailed, async () => {
      throw new Error('the drawer is locked');
    }),
  ]);
  crm.runtime.startRelay();
  support.runtime.startRelay();
  await crm.change(newId(), 'poison');
  await settled([crm.runtime, support.runtime]);
  const letter = await jsm.streams.getMessage(`${stream}_PARKED`, { seq: 1 });
  expect(letter?.subject).toBe(`${stream.toLowerCase()}-parked.support.${deliveryFailed.type}`);
  expect(letter?.json<{ error: string; body: string }>().error).toContain('the drawer is locked');
  await support.stop();
});
