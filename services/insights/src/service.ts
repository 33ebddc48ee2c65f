import { readFile } from 'node:fs/promises';
import { startEvents } from '@campusgraph/events';
import { createSubgraph, noSuchRoute, type Service, type ServiceConfig } from '@campusgraph/graphql';
import { migrate, openDatabase } from '@campusgraph/persistence';
import { schema } from './persistence/schema.ts';
import { resolvers } from './resolvers/index.ts';
import { subscriptions } from './subscriptions/index.ts';

/** The insights service, all of its wiring. */
export async function createService(config: ServiceConfig): Promise<Service> {
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
  let isReady = false;
  return {
    name: schema.service,
    events,
    graphql: subgraph.execute,
    http: async (request) => noSuchRoute(request),
    async start() {
      events.startRelay();
      isReady = true;
    },
    ready: () => isReady,
    idle: () => events.idle(),
    async stop() {
      isReady = false;
      await events.stop();
      await subgraph.stop();
      await database.close();
    },
  };
}
