import { readFileSync } from 'node:fs';
import { ApolloGateway, RemoteGraphQLDataSource } from '@apollo/gateway';
import { ApolloServer } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';

interface Context {
  authorization: string;
}

/** @apollo/gateway behind ApolloServer, both as they come; who asks is passed on, as ours does. */
process.env.APOLLO_TELEMETRY_DISABLED = 'true';
const principal = process.env.PRINCIPAL ?? '';
const gateway = new ApolloGateway({
  // It refuses a supergraph with policies that it does not enforce.
  supergraphSdl: readFileSync(process.env.SUPERGRAPH_FILE ?? '', 'utf8').replaceAll(', for: SECURITY', ''),
  buildService: ({ url }) =>
    new RemoteGraphQLDataSource<Context>({
      ...(url !== undefined && { url }),
      willSendRequest({ request, context }) {
        request.http?.headers.set('authorization', context.authorization ?? '');
        request.http?.headers.set('x-campusgraph-principal', principal);
      },
    }),
});
const server = new ApolloServer<Context>({ gateway });
await startStandaloneServer(server, {
  listen: { port: Number(process.env.PORT), host: '127.0.0.1' },
  context: async ({ req }) => ({ authorization: req.headers.authorization ?? '' }),
});
