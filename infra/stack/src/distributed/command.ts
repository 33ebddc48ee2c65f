import { join } from 'node:path';
import { DATA } from '../checkout.ts';
import { loadDemoChain } from '../demo/demo-chain.ts';
import { requireFreePort } from '../free-port.ts';
import { type DemoUsers, signInDemoUsers } from '../start/demo-users.ts';
import { greet } from '../start/greeting.ts';
import { stopSignal } from '../stop-signal.ts';
import { labelled } from './log-lines.ts';
import { type Distributed, startDistributed } from './start.ts';

/**
 * `npm run start:distributed`: ten processes until Ctrl-C. `PORT` (4000), `DATABASE_URL` (an administrator's) and `NATS_URL`
 * are taken from the environment where they are given.
 */
export async function distributed(): Promise<number> {
  const gatewayPort = Number(process.env.PORT ?? 4000);
  await requireFreePort(gatewayPort);
  const stop = stopSignal();
  const started = performance.now();
  console.log('Starting Postgres, NATS and ten processes …');
  const graph = await startDistributed({
    gatewayPort,
    databaseUrl: process.env.DATABASE_URL,
    natsUrl: process.env.NATS_URL,
    onLine: (name, position, line) => console.log(labelled(name, position)(line)),
  });
  await graph.ready(stop.signal);
  const users = stop.signal.aborted ? undefined : await open(graph, (performance.now() - started) / 1000);
  await stop.asked;
  users?.stop();
  console.log('\nStopping; Ctrl-C once more ends it at once.');
  void stop.insisted.then(() => graph.kill());
  await graph.stop();
  return 0;
}

/** On a Postgres of our own: the demo chain and its people, as in the embedded run. On a given one: nothing of the kind. */
async function open({ url, adminUrl }: Distributed, seconds: number): Promise<DemoUsers | undefined> {
  if (adminUrl === undefined) {
    console.log(`\nThe graph is at ${url}/graphql. Ctrl-C stops it.\n`);
    return undefined;
  }
  const clock = () => new Date();
  await loadDemoChain({ adminUrl }, clock());
  const users = await signInDemoUsers({ url }, join(DATA, 'demo-tokens.json'), clock);
  greet(url, users, seconds);
  return users;
}
