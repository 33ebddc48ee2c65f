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
const CHANGES = 200;

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

test('of three NATS servers the one that leads is killed, and then its successor: nothing lost, nothing twice, all in order', async () => {
  const transport = await connectJetStream({ servers: cluster.servers, stream: STREAM, replicas: 3, logger: quiet });
  undo.push(() => transport.close());
  const crm = await startService('crm', transport);
  const insights = await startService('insights', transport, [
    on(deliveryFailed, writeDown),
    on(deliverySent, writeDown),
  ]);
  undo.push(
    () => crm.stop(),
    () => insights.stop(),
  );
  crm.runtime.startRelay();
  const parcels = upTo(10).map(() => newId());
  const day = Promise.all(
    parcels.map(async (id) => {
      for (const n of upTo(CHANGES)) await crm.change(id, `${n}`, n % 2 ? 'lost' : 'sent');
    }),
  );
  const applied = (count: number) =>
    waitFor(async () => (await insights.effects()).length >= count, { what: `${count} effects` });
  for (const count of [200, 1_000]) {
    await applied(count);
    await cluster.isWhole(STREAM);
    const killed = await cluster.crashLeaderOf(STREAM);
    // With two of three it goes on; then the third catches up.
    await applied(count + 200);
    await cluster.restart(killed);
  }
  await day;
  await settled([crm.runtime, insights.runtime]);
  await expectAllInOrder(insights, parcels, CHANGES);
});
