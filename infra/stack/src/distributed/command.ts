import { requireFreePort } from '../free-port.ts';
import { stopSignal } from '../stop-signal.ts';
import { labelled } from './log-lines.ts';
import { startDistributed } from './start.ts';

/**
 * `npm run start:distributed`: ten processes until Ctrl-C. `PORT` (4000), `DATABASE_URL` (an administrator's) and `NATS_URL`
 * are taken from the environment where they are given.
 */
export async function distributed(): Promise<number> {
  const gatewayPort = Number(process.env.PORT ?? 4000);
  await requireFreePort(gatewayPort);
  const stop = stopSignal();
  console.log('Starting Postgres, NATS and ten processes …');
  const graph = await startDistributed({
    gatewayPort,
    databaseUrl: process.env.DATABASE_URL,
    natsUrl: process.env.NATS_URL,
    onLine: (name, position, line) => console.log(labelled(name, position)(line)),
  });
  await graph.ready(stop.signal);
  if (!stop.signal.aborted) console.log(`\nThe graph is at ${graph.url}. Ctrl-C stops it.\n`);
  await stop.asked;
  console.log('\nStopping; Ctrl-C once more ends it at once.');
  void stop.insisted.then(() => graph.kill());
  await graph.stop();
  return 0;
}
