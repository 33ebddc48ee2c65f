import { ApolloServer, type ApolloServerPlugin, HeaderMap } from '@apollo/server';
import {
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { type Principal, verifyPrincipal } from '@campusgraph/auth';
import { DomainError } from '@campusgraph/errors';
import type { Logger } from '@campusgraph/logging';
import type { Database } from '@campusgraph/persistence';
import { type GraphQLFormattedError, parse } from 'graphql';
import type { JSONWebKeySet } from 'jose';
import { checkArguments } from './check-arguments.ts';
import { DEADLINE_HEADER, deadlineOf } from './deadline.ts';
import { chooseLanguage, formatError } from './format-error.ts';
import { createRequestContext, type RequestContext } from './request-context.ts';

/** A GraphQL request as the gateway sends it, over HTTP or by a call. Header names are in lower case. */
export interface SubgraphRequest {
  body: string;
  headers: Readonly<Record<string, string>>;
}

export interface SubgraphResponse {
  status: number;
  body: string;
}

export const PRINCIPAL_HEADER = 'x-campusgraph-principal';
export const CORRELATION_HEADER = 'x-correlation-id';
/** Where the gateway's client is, told to organization alone. */
export const CLIENT_ADDRESS_HEADER = 'x-campusgraph-client-address';

export interface SubgraphOptions {
  name: string;
  /** The text of schema.graphql. */
  typeDefs: string;
  /** The generated `Resolvers`, as they are: never cast. */
  resolvers: object;
  database: Database;
  /** The public keys of the gateway. */
  gatewayJwks: JSONWebKeySet;
  clock: () => Date;
  logger: Logger;
}

export interface Subgraph {
  execute(request: SubgraphRequest): Promise<SubgraphResponse>;
  /** The principal that the gateway signed, for plain HTTP routes. Throws UNAUTHENTICATED. */
  authenticate(headers: Readonly<Record<string, string>>): Promise<Principal | null>;
  stop(): Promise<void>;
}

/** One subgraph: the same whether it is reached over HTTP or by a call in one process. */
export async function createSubgraph(options: SubgraphOptions): Promise<Subgraph> {
  const { name, typeDefs, resolvers, database, clock, logger } = options;
  const server = new ApolloServer<RequestContext>({
    schema: checkArguments(buildSubgraphSchema([{ typeDefs: parse(typeDefs), resolvers: resolvers as never }])),
    formatError: (formatted, error) => formatError(formatted, error, logger),
    plugins: [finishResponse, ...withoutReporting()],
    introspection: false,
    csrfPrevention: false,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    // The same few operations come again and again from the gateway's plans; the default store keeps them parsed.
    cache: 'bounded',
    logger: {
      debug() {},
      info() {},
      warn: (message) => logger.warn(message),
      error: (message) => logger.error(message),
    },
  });
  await server.start();
  const authenticate = principalVerifier(options.gatewayJwks, clock);

  async function execute({ body, headers }: SubgraphRequest): Promise<SubgraphResponse> {
    const correlationId = headers[CORRELATION_HEADER] ?? crypto.randomUUID();
    let principal: Principal | null;
    try {
      principal = await authenticate(headers);
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      return {
        status: 401,
        body: JSON.stringify({
          errors: [{ message: error.message, extensions: { code: error.code, subgraph: name, correlationId } }],
        }),
      };
    }
    const locale = principal?.locale ?? (headers['accept-language']?.startsWith('en') ? 'en' : 'zh-CN');
    const deadline = deadlineOf(headers[DEADLINE_HEADER], clock);
    const clientAddress = headers[CLIENT_ADDRESS_HEADER] ?? '';
    const context = createRequestContext({
      ...{ database, principal, correlationId, clientAddress, locale, deadline },
      now: clock(),
    });
    const response = await server.executeHTTPGraphQLRequest({
      httpGraphQLRequest: {
        method: 'POST',
        headers: new HeaderMap([['content-type', 'application/json']]),
        search: '',
        body: JSON.parse(body),
      },
      context: async () => context,
    });
    // Where execution never began (a query that does not parse), no plugin ran.
    await context.dispose();
    if (response.body.kind !== 'complete') throw new Error('A subgraph answers in one piece.');
    return { status: response.status ?? 200, body: response.body.string };
  }
  return { execute, authenticate, stop: () => server.stop() };
}

/** Verifies the gateway's signature once per signed principal, not once per request. */
function principalVerifier(jwks: JSONWebKeySet, clock: () => Date): Subgraph['authenticate'] {
  const verified = new Map<string, { principal: Principal | null; expiresAt: Date }>();
  return async (headers) => {
    const token = headers[PRINCIPAL_HEADER] ?? '';
    const now = clock();
    const known = verified.get(token);
    if (known && known.expiresAt > now) return known.principal;
    const fresh = await verifyPrincipal(token, { jwks, now });
    // Bounded by forgetting everything: tokens live a minute, so there is little to lose.
    if (verified.size >= 10_000) verified.clear();
    verified.set(token, fresh);
    return fresh.principal;
  };
}

const finishResponse: ApolloServerPlugin<RequestContext> = {
  requestDidStart: async () => ({
    async willSendResponse({ contextValue, response }) {
      await contextValue.dispose();
      if (response.body.kind !== 'single' || !response.body.singleResult.errors) return;
      response.body.singleResult.errors = response.body.singleResult.errors.map((error: GraphQLFormattedError) =>
        chooseLanguage(error, contextValue.locale, contextValue.correlationId),
      );
    },
  }),
};

const withoutReporting = () => [
  ApolloServerPluginInlineTraceDisabled(),
  ApolloServerPluginLandingPageDisabled(),
  ApolloServerPluginSchemaReportingDisabled(),
  ApolloServerPluginUsageReportingDisabled(),
];
