// One replica of a service in a process of its own, for tests that kill it: `node replica.ts '<json>'`.
import { deliveryFailed, deliverySent } from '@campusgraph/contracts';
import { type DatabaseUrls, openDatabase } from '@campusgraph/persistence';
import { connectJetStream, on } from '../../src/index.ts';
import { quiet, schemaOf, startEventsOf, writeDown } from './service.ts';

export interface ReplicaOptions {
  service: string;
  urls: DatabaseUrls;
  servers: string;
  stream: string;
  consumes: boolean;
}

const { service, urls, servers, stream, consumes } = JSON.parse(process.argv[2] ?? '{}') as ReplicaOptions;
const database = await openDatabase(schemaOf(service), urls);
const transport = await connectJetStream({ servers, stream, logger: quiet });
const runtime = await startEventsOf(
  database,
  transport,
  consumes ? [on(deliveryFailed, writeDown), on(deliverySent, writeDown)] : [],
);
runtime.startRelay();
process.on('SIGTERM', async () => {
  await runtime.stop();
  await transport.close();
  await database.close();
});
