import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { connectJetStream, createEmbeddedTransport, rebuildAll, republishAll } from '@campusgraph/events';
import { createLogger } from '@campusgraph/logging';
import { DATA } from '../checkout.ts';
import { provisionAll } from '../databases.ts';
import { createServices } from '../graph.ts';
import { loadKeys } from '../keys.ts';
import { LaunchError } from '../launch-error.ts';
import { startNats } from '../nats/start.ts';
import { startPostgres } from '../postgres/start.ts';

const USAGE = 'npm run rebuild -- [--stream]';

/**
 * `npm run rebuild`: builds every derived table anew from the services' logs; with `--stream` also publishes the logs again, to
 * the server of `NATS_URL` or our own. Over our own Postgres while the graph is stopped, or over that of `DATABASE_URL`.
 */
export async function rebuild(args: readonly string[]): Promise<number> {
  const withStream = parse(args);
  const undo: (() => Promise<unknown>)[] = [];
  try {
    const adminUrl = process.env.DATABASE_URL ?? (await ownPostgres(undo));
    const transport = withStream ? await stream(undo) : createEmbeddedTransport();
    undo.push(() => transport.close());
    const databases = await provisionAll(adminUrl);
    const options = { databases, keys: await loadKeys(join(DATA, 'keys.json')), clock: () => new Date(), port: 0 };
    const stops: (() => Promise<void>)[] = [];
    undo.push(() => Promise.all(stops.map((stop) => stop())));
    const services = (await createServices(options, transport, stops)).map(({ events }) => events);
    await rebuildAll(services, (service, organizationId) => console.log(`${organizationId} ${service}: rebuilt`));
    if (withStream) console.log(`${await republishAll(services)} events are in the stream again.`);
    return 0;
  } finally {
    for (const step of undo.toReversed()) await step();
  }
}

async function ownPostgres(undo: (() => Promise<unknown>)[]): Promise<string> {
  const postgres = await startPostgres({ dataDir: join(DATA, 'postgres') });
  undo.push(() => postgres.stop());
  return postgres.adminUrl;
}

async function stream(undo: (() => Promise<unknown>)[]) {
  const nats = await startNats({ storeDir: join(DATA, 'nats'), url: process.env.NATS_URL });
  undo.push(() => nats.stop());
  return connectJetStream({ servers: nats.url, logger: createLogger({ service: 'rebuild', level: 'warn' }) });
}

function parse(args: readonly string[]): boolean {
  try {
    return parseArgs({ args: [...args], options: { stream: { type: 'boolean' } } }).values.stream ?? false;
  } catch (error) {
    throw new LaunchError('BAD_ARGUMENTS', (error as Error).message, `Usage: ${USAGE}`);
  }
}
