import { readFile } from 'node:fs/promises';
import { startEvents } from '@campusgraph/events';
import { createSubgraph, noSuchRoute, type Service, type ServiceConfig } from '@campusgraph/graphql';
import { migrate, openDatabase } from '@campusgraph/persistence';
import { chooseProviders, type ProviderConfig } from './delivery/choose-providers.ts';
import type { DeliveryProvider } from './delivery/provider.ts';
import { createWorker } from './delivery/worker.ts';
import { schema } from './persistence/schema.ts';
import { resolvers } from './resolvers/index.ts';
import { subscriptions } from './subscriptions/index.ts';

export interface NotificationsConfig extends ServiceConfig, ProviderConfig {}

/** The notifications service, all of its wiring; `overrides.providers` take the place of the configured ones. */
export async function createService(
  config: NotificationsConfig,
  overrides: { providers?: readonly DeliveryProvider[] } = {},
): Promise<Service> {
  const { clock, logger, gatewayJwks, transport } = config;
  await migrate(schema, config.database, clock());
  const database = await openDatabase(schema, config.database);
  const subgraph = await createSubgraph({
    name: schema.service,
    typeDefs: await readFile(new URL('../schema.graphql', import.meta.url), 'utf8'),
    resolvers,
    database,
    gatewayJwks,
    clock,
    logger,
  });
  const events = await startEvents({ database, transport, subscriptions, clock, logger });
  const worker = createWorker({
    database,
    providers: overrides.providers ?? chooseProviders(config, logger),
    clock,
    logger,
  });
  let isReady = false;
  return {
    name: schema.service,
    events,
    graphql: subgraph.execute,
    http: async (request) => noSuchRoute(request),
    async start() {
      events.startRelay();
      worker.start();
      isReady = true;
    },
    ready: () => isReady,
    async idle() {
      await events.idle();
      await worker.runDue();
      // What was sent has been recorded; those facts are on their way too.
      await events.idle();
    },
    async stop() {
      isReady = false;
      await worker.stop();
      await events.stop();
      await subgraph.stop();
      await database.close();
    },
  };
}
