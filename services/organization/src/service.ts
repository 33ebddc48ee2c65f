import { readFile } from 'node:fs/promises';
import { startEvents } from '@campusgraph/events';
import { createSubgraph, type Service, type ServiceConfig } from '@campusgraph/graphql';
import { migrate, openDatabase } from '@campusgraph/persistence';
import type { TokenIssuer } from './commands/tokens.ts';
import { createRoutes } from './http/routes.ts';
import { schema } from './persistence/schema.ts';
import { createResolvers } from './resolvers/index.ts';
import { subscriptions } from './subscriptions/index.ts';

export interface OrganizationConfig extends ServiceConfig {
  /** How access tokens are signed. */
  tokens: TokenIssuer;
}

/** The organization service, all of its wiring. */
export async function createService(config: OrganizationConfig): Promise<Service> {
  const { clock, logger, gatewayJwks, transport, tokens } = config;
  await migrate(schema, config.database, clock());
  const database = await openDatabase(schema, config.database);
  const subgraph = await createSubgraph({
    name: schema.service,
    typeDefs: await readFile(new URL('../schema.graphql', import.meta.url), 'utf8'),
    resolvers: createResolvers({ database, tokens }),
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
    http: createRoutes({ database, tokens, subgraph, clock }),
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
