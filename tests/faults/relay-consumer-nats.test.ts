import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { deliveryFailed, deliverySent } from '@campusgraph/contracts';
import { connectJetStream, createEmbeddedTransport, on, settled } from '@campusgraph/events';
import { newId } from '@campusgraph/persistence';
import { waitFor } from '@campusgraph/testing';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { ReplicaOptions } from '../../infra/events/tests/support/replica.ts';
import { quiet, startService, type TestService, writeDown } from '../../infra/events/tests/support/service.ts';
// Not the package: its entry brings the whole graph along.
import { freePort } from '../../infra/stack/src/free-port.ts';
import { PID_FILE } from '../../infra/stack/src/nats/previous-server.ts';
import { type Nats, startNats } from '../../infra/stack/src/nats/start.ts';
import { endOf } from '../../infra/stack/src/process.ts';
import { expectAllInOrder, upTo } from './in-order.ts';

const both = [on(deliveryFailed, writeDown), on(deliverySent, writeDown)];

let storeDir: string;
let port: number;
let nats: Nats;
let undo: (() => Promise<unknown>)[];

beforeEach(async () => {
  storeDir = mkdtempSync(join(tmpdir(), 'campusgraph-faults-'));
  port = await freePort();
  nats = await startNats({ storeDir, port });
  undo = [];
});
afterEach(async () => {
  for (const step of undo.toReversed()) await step();
  await nats.stop();
  rmSync(storeDir, { recursive: true, force: true });
});

/** kill -9, then a new server on the same files. */
async function crashNats(): Promise<void> {
  const server = Number(readFileSync(join(storeDir, PID_FILE), 'utf8'));
  process.kill(server, 'SIGKILL');
  await endOf(server, storeDir);
  nats = await startNats({ storeDir, port });
}

test('while NATS is away work goes on, and everything arrives when it is back', async () => {
  const transport = await connectJetStream({ servers: nats.url, stream: 'FAULTS', logger: quiet });
  undo.push(() => transport.close());
  const crm = await startService('crm', transport);
  const insights = await startService('insights', transport, both);
  undo.push(
    () => crm.stop(),
    () => insights.stop(),
  );
  crm.runtime.startRelay();
  const parcels = [newId(), newId()];
  const work = async () => {
    for (const id of parcels) await crm.change(id, 'x');
  };
  await work();
  await settled([crm.runtime, insights.runtime]);
  await nats.stop();
  for (const _ of upTo(10)) await work();
  expect(await insights.effects()).toHaveLength(2);
  nats = await startNats({ storeDir, port });
  await work();
  await settled([crm.runtime, insights.runtime]);
  await expectAllInOrder(insights, parcels, 2 * 12);
});

test('a service starts while NATS is away, and its events arrive later', async () => {
  await nats.stop();
  const transport = await connectJetStream({ servers: nats.url, stream: 'FAULTS', logger: quiet });
  undo.push(() => transport.close());
  const crm = await startService('crm', transport);
  const insights = await startService('insights', transport, both);
  undo.push(
    () => crm.stop(),
    () => insights.stop(),
  );
  crm.runtime.startRelay();
  const parcel = newId();
  for (const _ of upTo(3)) await crm.change(parcel, 'x');
  nats = await startNats({ storeDir, port });
  await settled([crm.runtime, insights.runtime]);
  await expectAllInOrder(insights, [parcel], 3);
});

test('relay, consumer and NATS are killed in the middle of the day: nothing lost, nothing twice, all in order', async () => {
  const nowhere = createEmbeddedTransport();
  const crm = await startService('crm', nowhere);
  const insights = await startService('insights', nowhere);
  undo.push(
    () => crm.stop(),
    () => insights.stop(),
  );
  const replicas = new Map<string, ChildProcess>();
  const start = (service: TestService, consumes: boolean) => {
    const { service: name, urls } = service.database;
    const options: ReplicaOptions = { service: name, urls, servers: nats.url, stream: 'FAULTS', consumes };
    const script = fileURLToPath(new URL('../../infra/events/tests/support/replica.ts', import.meta.url));
    // Not jest's NODE_OPTIONS: this is the plain program.
    const child = spawn(process.execPath, [script, JSON.stringify(options)], {
      stdio: 'inherit',
      env: { ...process.env, NODE_OPTIONS: '' },
    });
    replicas.set(name, child);
    return child;
  };
  const kill = async (child: ChildProcess | undefined) => {
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    child.kill('SIGKILL');
    await once(child, 'exit');
  };
  undo.push(() => Promise.all([...replicas.values()].map(kill)));
  start(crm, false);
  start(insights, true);

  const parcels = upTo(10).map(() => newId());
  const day = Promise.all(
    parcels.map(async (id) => {
      for (const n of upTo(150)) await crm.change(id, `${n}`, n % 2 ? 'lost' : 'sent');
    }),
  );
  const applied = (count: number) =>
    waitFor(async () => (await insights.effects()).length >= count, { what: `${count} effects` });
  for (const [count, crash] of [
    [100, () => kill(replicas.get('insights')).then(() => start(insights, true))],
    [300, () => kill(replicas.get('crm')).then(() => start(crm, false))],
    [500, crashNats],
    [700, () => kill(replicas.get('insights')).then(() => start(insights, true))],
    [900, () => kill(replicas.get('crm')).then(() => start(crm, false))],
  ] as const) {
    await applied(count);
    await crash();
  }
  await day;
  await applied(parcels.length * 150);
  await expectAllInOrder(insights, parcels, parcels.length * 150);
});
