import { readFile } from 'node:fs/promises';
import { startEvents } from '@campusgraph/events';
import { createSubgraph, noSuchRoute, type Service, type ServiceConfig } from '@campusgraph/graphql';
import { migrate, openDatabase } from '@campusgraph/persistence';
import { CALENDARS, calendarRoute } from './calendars/calendar-route.ts';
import { schema } from './persistence/schema.ts';
import { resolvers } from './resolvers/index.ts';
import { createOfferWorker } from './seats/offer-worker.ts';
import { subscriptions } from './subscriptions/index.ts';
import { createPlanner } from './timetabling/planner.ts';

/** The academics service, all of its wiring. */
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
  const planner = createPlanner({ database, clock, logger });
  const offers = createOfferWorker({ database, clock, logger });
  let isReady = false;
  return {
    name: schema.service,
    events,
    graphql: subgraph.execute,
    http: async (request) =>
      request.method === 'GET' && request.path.startsWith(CALENDARS)
        ? calendarRoute({ database, clock }, request)
        : noSuchRoute(request),
    async start() {
      events.startRelay();
      planner.start();
      offers.start();
      isReady = true;
    },
    ready: () => isReady,
    idle: () => events.idle(),
    async stop() {
      isReady = false;
      await planner.stop();
      await offers.stop();
      await events.stop();
      await subgraph.stop();
      await database.close();
    },
  };
}
