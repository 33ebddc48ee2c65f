/** Over whatever nats-server is found (here 2.9.10); without one the test fails and says where to get it. */
import { deliveryFailed, deliverySent } from '@campusgraph/contracts';
import { connectJetStream, on, settled } from '@campusgraph/events';
import { newId } from '@campusgraph/persistence';
import { waitFor } from '@campusgraph/testing';
import { afterEach, beforeEach, test } from '@jest/globals';
import { quiet, startService, writeDown } from '../../infra/events/tests/support/service.ts';
import { expectAllInOrder, upTo } from './in-order.ts';
import { type NatsCluster, startNatsCluster } from './nats-cluster.ts';

const STREAM = 'FAULTS';
/** A guard against hanging for ever, not a measure of speed: servers that share two cores take their time to elect. */
const GUARD_MS = 300_000;
const both = [on(deliveryFailed, writeDown), on(deliverySent, writeDown)];

let cluster: NatsCluster;
let undo: (() => Promise<unknown>)[];

beforeEach(async () => {
  cluster = await startNatsCluster();
  undo = [];
});
afterEach(async () => {
  for (const step of undo.toReversed()) await step();
  await cluster.stop();
});

test(
  'of three NATS servers the one that leads is killed in the middle of the day: nothing lost, nothing twice, all in order',
  async () => {
    const transport = await connectJetStream({ servers: cluster.servers, stream: STREAM, replicas: 3, logger: quiet });
    undo.push(() => transport.close());
    const crm = await startService('crm', transport);
    const insights = await startService('insights', transport, both);
    undo.push(
      () => crm.stop(),
      () => insights.stop(),
    );
    crm.runtime.startRelay();
    const parcels = upTo(10).map(() => newId());
    const evening = new AbortController();
    let changes = 0;
    const day = Promise.all(
      parcels.map(async (id) => {
        for (; !evening.signal.aborted; changes += 1) await crm.change(id, 'x', changes % 2 ? 'lost' : 'sent');
      }),
    );
    const applied = (count: number) =>
      waitFor(async () => (await insights.effects()).length >= count, {
        what: `${count} effects`,
        timeoutMs: GUARD_MS,
      });
    await applied(200);
    await cluster.isWhole(STREAM);
    const killed = await cluster.crashLeaderOf(STREAM);
    // Two of three go on: what is recorded from now on arrives as well.
    await applied(changes + 200);
    await cluster.restart(killed);
    await cluster.isWhole(STREAM);
    evening.abort();
    await day;
    await settled([crm.runtime, insights.runtime]);
    await expectAllInOrder(insights, parcels, changes);
  },
  GUARD_MS,
);
