import {
  deliveryFailed,
  deliverySent,
  type EventEnvelope,
  messageParked,
  messageReplayed,
  messageReplayFailed,
  messageReplayRequested,
} from '@campusgraph/contracts';
import { newId, type UnitOfWork } from '@campusgraph/persistence';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { type EventTransport, on, onBatch, parkedMessages, readLog, type Subscription, settled } from '../src/index.ts';
import {
  asSystem,
  type Effect,
  hq,
  killLeader,
  ORGANIZATION,
  recordChange,
  startEventsOf,
  startService,
  type TestService,
  writeDown,
} from './support/service.ts';
import { TRANSPORTS } from './support/transports.ts';

const both = [on(deliveryFailed, writeDown), on(deliverySent, writeDown)];
const versionsOf = (effects: Effect[], id: string) =>
  effects.filter((one) => one.aggregate_id === id).map((one) => one.version);
/** The types of what a service recorded, in order. */
const recordedBy = async ({ database }: TestService) => {
  const types: string[] = [];
  for await (const { envelope } of readLog(database)) types.push(envelope.type);
  return types;
};
const upTo = (n: number) => Array.from({ length: n }, (_, i) => i + 1);

describe.each(TRANSPORTS)('events over the %s transport', (_name, open) => {
  let transport: EventTransport;
  let running: TestService[] = [];
  const start = async (name: string, subscriptions: readonly Subscription[] = [], over = transport) => {
    const service = await startService(name, over, subscriptions);
    running.push(service);
    return service;
  };
  const startRelays = () => running.forEach(({ runtime }) => void runtime.startRelay());
  const done = () => settled(running.map(({ runtime }) => runtime));

  beforeEach(async () => {
    transport = await open();
  });
  afterEach(async () => {
    await Promise.all(running.map((service) => service.stop()));
    running = [];
    await transport.close();
  });

  test('what 16 clerks record at once arrives once each, in order for each record', async () => {
    const crm = await start('crm');
    const insights = await start('insights', both);
    startRelays();
    const parcels = upTo(8).map(() => newId());
    const clerk = async (n: number) => {
      for (let i = 0; i < 25; i += 1) {
        await crm.change(parcels[(n + i * 3) % parcels.length] as string, `${n}/${i}`, i % 2 ? 'lost' : 'sent');
      }
    };
    await Promise.all(upTo(16).map(clerk));
    await done();
    const effects = await insights.effects();
    expect(effects).toHaveLength(16 * 25);
    for (const id of parcels)
      expect(versionsOf(effects, id)).toEqual(upTo(effects.length / 8).map((version) => version + 1));
  });

  test('the cause of an event is carried on: correlation ids of a batch are not mixed up', async () => {
    const crm = await start('crm');
    const insights = await start('insights', both);
    for (const note of ['a', 'b', 'c']) await crm.change(newId(), note);
    startRelays();
    await done();
    const effects = await insights.effects();
    expect(effects.map((one) => one.correlation_id)).toEqual(['cause of a', 'cause of b', 'cause of c']);
  });

  test('an event that comes twice is applied once', async () => {
    const twice: EventTransport = {
      ...transport,
      consume: (options) =>
        transport.consume({
          ...options,
          handle: async (deliveries, stopping) => {
            await options.handle([...deliveries, ...deliveries], stopping);
            await options.handle(deliveries, stopping);
          },
        }),
    };
    const crm = await start('crm');
    const insights = await start('insights', both, twice);
    const parcel = newId();
    for (let i = 0; i < 10; i += 1) await crm.change(parcel, `${i}`);
    startRelays();
    await done();
    expect((await insights.effects()).map((one) => one.note)).toEqual(upTo(10).map((n) => `${n - 1}`));
  });

  test('a handler that fails twice is tried again, and what comes later for the same record waits', async () => {
    // The batch that fails as a whole is not one of its tries.
    const failures = new Map([['first of A', 3]]);
    const shaky = on(deliveryFailed, async (event, unit) => {
      await writeDown(event, unit);
      const left = failures.get(event.data.templateKey) ?? 0;
      failures.set(event.data.templateKey, left - 1);
      if (left > 0) throw new Error('not yet');
    });
    const crm = await start('crm');
    const insights = await start('insights', [shaky]);
    const [a, b] = [newId(), newId()];
    await crm.change(a, 'first of A');
    await crm.change(a, 'second of A');
    await crm.change(b, 'first of B');
    startRelays();
    await done();
    const effects = await insights.effects();
    expect(effects).toHaveLength(3);
    expect(effects.filter((one) => one.aggregate_id === a).map((one) => one.note)).toEqual([
      'first of A',
      'second of A',
    ]);
    expect(await parkedMessages(insights.database, hq)).toEqual([]);
  });

  test('a poisoned event is parked with its error while the rest flows, and is replayed once the cause is gone', async () => {
    let broken = true;
    const picky = on(deliveryFailed, async (event, unit) => {
      await writeDown(event, unit);
      if (broken && event.data.templateKey === 'poison') throw new Error('the shelf is broken');
    });
    const crm = await start('crm');
    const insights = await start('insights', [picky]);
    for (const note of ['before', 'poison', 'after']) await crm.change(newId(), note);
    startRelays();
    await done();
    expect((await insights.effects()).map((one) => one.note)).toEqual(['before', 'after']);
    const [parked] = await parkedMessages(insights.database, hq, { waiting: true });
    expect(parked).toMatchObject({ consumer: 'insights', subject: deliveryFailed.type, tries: 3, replayedAt: null });
    expect(parked?.error).toContain('the shelf is broken');
    expect(parked?.body).toContain('poison');
    const id = parked?.id as string;

    await expect(insights.runtime.replayParked(hq, id)).rejects.toMatchObject({ code: 'PARKED_MESSAGE_FAILED_AGAIN' });
    broken = false;
    const answers = await Promise.all([insights.runtime.replayParked(hq, id), insights.runtime.replayParked(hq, id)]);
    for (const answer of answers) expect(answer.replayedAt).toBeInstanceOf(Date);
    expect((await insights.effects()).map((one) => one.note)).toEqual(['before', 'after', 'poison']);
    expect(await parkedMessages(insights.database, hq, { waiting: true })).toEqual([]);
    expect(await recordedBy(insights)).toEqual([messageParked.type, messageReplayFailed.type, messageReplayed.type]);
  });

  test('a replay asked for in the graph fails without a trace of its effect, and succeeds once the cause is gone', async () => {
    let broken = true;
    const picky = on(deliveryFailed, async (event, unit) => {
      await writeDown(event, unit);
      unit.record(deliverySent, { id: event.aggregateId }, { ...event.data, sentAt: unit.now.toISOString() });
      await unit.em.flush();
      if (broken) throw new Error('the shelf is broken');
    });
    const crm = await start('crm');
    const insights = await start('insights', [picky]);
    startRelays();
    await crm.change(newId(), 'poison');
    await done();
    const [parked] = await parkedMessages(insights.database, hq);
    const ask = async (service: string) => {
      const message = { parkedMessageId: newId(), service, messageId: parked?.id as string };
      await crm.database.write({ principal: hq, now: new Date(), correlationId: 'an operator' }, async (unit) =>
        unit.record(messageReplayRequested, { id: message.parkedMessageId }, message),
      );
      await done();
      return (await insights.effects()).length;
    };
    expect(await ask('insights')).toBe(0);
    expect(await parkedMessages(insights.database, hq)).toMatchObject([{ tries: 4, replayedAt: null }]);
    broken = false;
    expect(await ask('another service')).toBe(0);
    expect(await ask('insights')).toBe(1);
    expect(await ask('insights')).toBe(1);
    const told = [messageParked, messageReplayFailed, deliverySent, messageReplayed].map(({ type }) => type);
    expect(await recordedBy(insights)).toEqual(told);
  });

  test('a fact about a message that cannot be applied is parked in silence, so that no fact follows it for ever', async () => {
    const deaf = on(messageParked, async () => {
      throw new Error('the notebook is full');
    });
    const crm = await start('crm');
    const insights = await start('insights', [on(deliveryFailed, () => Promise.reject(new Error('poison'))), deaf]);
    startRelays();
    await crm.change(newId(), 'poison');
    await done();
    const parked = await parkedMessages(insights.database, hq);
    expect(parked.map((one) => one.subject).sort()).toEqual([messageParked.type, deliveryFailed.type].sort());
    expect(await recordedBy(insights)).toEqual([messageParked.type]);
  });

  test('what breaks its contract is parked at once, unread', async () => {
    const insights = await start('insights', both);
    startRelays();
    const type = deliveryFailed.type;
    const message = { type, aggregateId: newId(), correlationId: 'x' };
    const envelope = {
      id: newId(),
      type,
      occurredAt: new Date().toISOString(),
      organizationId: ORGANIZATION,
      branchId: null,
      aggregateId: message.aggregateId,
      aggregateVersion: 1,
      actor: { kind: 'STAFF', subject: 'x' },
      correlationId: 'x',
      data: { deliveryId: 'no id' },
    };
    await transport.publish([
      { ...message, id: newId(), body: 'no JSON \0 at all' },
      { ...message, id: newId(), aggregateId: newId(), body: JSON.stringify({ hello: 'world' }) },
      { ...message, id: envelope.id, aggregateId: newId(), body: JSON.stringify(envelope) },
    ]);
    await done();
    expect(await insights.effects()).toEqual([]);
    const mine = await parkedMessages(insights.database, hq);
    expect(mine).toMatchObject([{ id: envelope.id, tries: 0 }]);
    expect(mine[0]?.error).toContain('deliveryId');
    const all = await asSystem(insights.database, 'select error from events.parked_message');
    expect(all).toHaveLength(3);
    await expect(insights.runtime.replayParked(hq, envelope.id)).rejects.toMatchObject({
      code: 'PARKED_MESSAGE_MALFORMED',
    });
  });

  test('a relay that dies between publishing and deleting publishes again, and nothing is applied twice', async () => {
    let kills = 3;
    const crm = await start('crm', [], {
      ...transport,
      publish: async (messages) => {
        await transport.publish(messages);
        if (kills-- > 0) await killLeader(crm.database, 'relay');
      },
    });
    const insights = await start('insights', both);
    const parcel = newId();
    for (let i = 0; i < 20; i += 1) await crm.change(parcel, `${i}`);
    startRelays();
    await done();
    expect(kills).toBeLessThanOrEqual(0);
    expect((await insights.effects()).map((one) => one.note)).toEqual(upTo(20).map((n) => `${n - 1}`));
  });

  test('a consumer that dies between the effect and the acknowledgement gets it again, and applies it once', async () => {
    let kills = 3;
    const crm = await start('crm');
    const insights = await start('insights', both, {
      ...transport,
      consume: (options) =>
        transport.consume({
          ...options,
          handle: async (deliveries, stopping) => {
            await options.handle(deliveries, stopping);
            if (kills-- > 0) throw new Error('killed');
          },
        }),
    });
    startRelays();
    const parcels = [newId(), newId()];
    for (let i = 0; i < 30; i += 1) await crm.change(parcels[i % 2] as string, `${i}`);
    await done();
    expect(kills).toBeLessThanOrEqual(0);
    const effects = await insights.effects();
    expect(effects).toHaveLength(30);
    for (const id of parcels) expect(versionsOf(effects, id)).toEqual(upTo(15).map((n) => n + 1));
  });

  test('two services that answer each other do not lock each other up', async () => {
    const answer =
      (kind: 'lost' | 'sent') => async (event: EventEnvelope<{ templateKey: string }>, unit: UnitOfWork) => {
        await writeDown(event, unit);
        const left = Number(event.data.templateKey);
        if (left > 0) await recordChange(unit, event.aggregateId, `${left - 1}`, kind);
      };
    const crm = await start('crm', [on(deliverySent, answer('lost'))]);
    const feedback = await start('feedback', [on(deliveryFailed, answer('sent'))]);
    startRelays();
    const parcels = upTo(10).map(() => newId());
    await Promise.all(parcels.flatMap((id) => [crm.change(id, '6', 'lost'), feedback.change(id, '6', 'sent')]));
    await done();
    // Each of 10 + 10 starts is answered six times, on alternating sides.
    expect(await crm.effects()).toHaveLength(70);
    expect(await feedback.effects()).toHaveLength(70);
  });

  test('read models get many events at once, still in order for each record', async () => {
    const sizes: number[] = [];
    const gather = (event: typeof deliveryFailed | typeof deliverySent) =>
      onBatch<{ templateKey: string }>(event, async (events, unit) => {
        sizes.push(events.length);
        for (const one of events) await writeDown(one, unit);
      });
    const crm = await start('crm');
    const insights = await start('insights', [gather(deliveryFailed), gather(deliverySent)]);
    const parcels = upTo(40).map(() => newId());
    for (const id of parcels) {
      await crm.change(id, 'captured', 'lost');
      await crm.change(id, 'scored', 'sent');
    }
    startRelays();
    await done();
    const effects = await insights.effects();
    for (const id of parcels) expect(versionsOf(effects, id)).toEqual([2, 3]);
    expect(Math.max(...sizes)).toBeGreaterThan(5);
  });

  test('with two replicas of a service one consumes and relays, and the other takes over when it stops', async () => {
    const crm = await start('crm');
    const insights = await start('insights', both);
    startRelays();
    const parcel = newId();
    await crm.change(parcel, 'to the first');
    await done();
    await crm.runtime.stop();
    await insights.runtime.stop();
    await crm.change(parcel, 'while both are away');
    const second = await startEventsOf(insights.database, transport, both);
    const relay = await startEventsOf(crm.database, transport, []);
    relay.startRelay();
    await crm.change(parcel, 'to the second');
    await settled([relay, second]);
    expect((await insights.effects()).map((one) => one.note)).toEqual([
      'to the first',
      'while both are away',
      'to the second',
    ]);
    await Promise.all([relay.stop(), second.stop()]);
  });
});
