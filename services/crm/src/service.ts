import { readFile } from 'node:fs/promises';
import { startEvents } from '@campusgraph/events';
import { createSubgraph, type Service, type ServiceConfig } from '@campusgraph/graphql';
import { migrate, openDatabase } from '@campusgraph/persistence';
import { schema } from './persistence/schema.ts';
import { createRecycler } from './pool/recycler.ts';
import { resolvers } from './resolvers/index.ts';
import { subscriptions } from './subscriptions/index.ts';
import type { UploadLimits } from './uploads/limits.ts';
import { createRoutes } from './uploads/routes.ts';

export interface CrmConfig extends ServiceConfig {
  /** Other limits than `UPLOAD_LIMITS`. */
  uploads?: Partial<UploadLimits> | undefined;
}

/** The crm service, all of its wiring. */
export async function createService(config: CrmConfig): Promise<Service> {
  const { clock, logger, gatewayJwks, transport, uploads } = config;
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
  const recycler = createRecycler({ database, clock, logger });
  let isReady = false;
  return {
    name: schema.service,
    events,
    graphql: subgraph.execute,
    http: createRoutes({ database, subgraph, clock, logger, limits: uploads }),
    async start() {
      events.startRelay();
      recycler.start();
      isReady = true;
    },
    ready: () => isReady,
    idle: () => events.idle(),
    async stop() {
      isReady = false;
      await recycler.stop();
      await events.stop();
      await subgraph.stop();
      await database.close();
    },
  };
}
