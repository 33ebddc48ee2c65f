import { ApolloGateway, type GatewayConfig } from '@apollo/gateway';
import type { GraphQLSchema } from 'graphql';
import type { Execute } from './operation.ts';

/** What ApolloGateway takes a request in. */
type RequestContext = Parameters<ApolloGateway['executor']>[0];

/** ApolloGateway's planner and executor, without the server that it was made for. */
export async function startPlanner(config: GatewayConfig): Promise<{
  schema: GraphQLSchema;
  execute: Execute;
  stop(): Promise<void>;
}> {
  // ApolloGateway reads it when constructed, and would report to Apollo's servers.
  process.env.APOLLO_TELEMETRY_DISABLED = 'true';
  const gateway = new ApolloGateway(config);
  const loaded = Promise.withResolvers<GraphQLSchema>();
  gateway.onSchemaLoadOrUpdate(({ apiSchema }) => loaded.resolve(apiSchema));
  await gateway.load({ apollo: {} });
  const execute: Execute = ({ document, queryHash, operation, operationName, variables, schema, exchange }) => {
    // All that it and our data source look at; the rest of the type serves plugins and caches of a server.
    const context: Partial<RequestContext> = {
      request: { ...(operationName !== undefined && { operationName }), variables },
      document,
      queryHash,
      operation,
      operationName: operation.name?.value ?? null,
      schema,
      context: exchange,
      metrics: {},
      ...(config.logger && { logger: config.logger }),
    };
    return gateway.executor(context as RequestContext);
  };
  return { schema: await loaded.promise, execute, stop: () => gateway.stop() };
}
