import { readFile } from 'node:fs/promises';
import { servicePrincipal } from '@campusgraph/auth';
import type { EventEnvelope } from '@campusgraph/contracts';
import { startEvents } from '@campusgraph/events';
import { createSubgraph, noSuchRoute, type Service, type ServiceConfig } from '@campusgraph/graphql';
import { migrate, newId, openDatabase } from '@campusgraph/persistence';
import { rebuildReadModels } from './commands/rebuild-read-models.ts';
import { schema } from './persistence/schema.ts';
import { resolvers } from './resolvers/index.ts';
import { subscriptions } from './subscriptions/index.ts';

/** The insights service, and what only an operator does with it. */
export interface InsightsService extends Service {
  /** Builds an organization's read models anew from the logs of all services; see `rebuildReadModels`. */
  rebuild(organizationId: string, events: AsyncIterable<EventEnvelope>): Promise<void>;
}

/** The insights service, all of its wiring. */
export async function createService(config: ServiceConfig): Promise<InsightsService> {
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
    rebuild(organizationId, log) {
      const principal = servicePrincipal(schema.service, organizationId);
      const scope = { principal, now: clock(), correlationId: newId() };
      return database.write(scope, (unit) => rebuildReadModels(unit, subscriptions, log));
    },
    async stop() {
      isReady = false;
      await events.stop();
      await subgraph.stop();
      await database.close();
    },
  };
}
