import { createAccessTokens } from './authentication/access-tokens.ts';
import { createPrincipalSigner } from './authentication/principal-signer.ts';
import { createTokenAuthority } from './authentication/token-authority.ts';
import { correlationIdFrom, type Exchange, localeFrom, runExchange } from './exchange.ts';
import { createFormatError } from './format-error.ts';
import { createGraph } from './graph.ts';
import { createClientAddress } from './http/client-address.ts';
import { createGraphiql } from './http/graphiql.ts';
import { createGraphqlEndpoint } from './http/graphql-endpoint.ts';
import { createHandler } from './http/handler.ts';
import { DEFAULT_LIMITS, type Limits } from './limits/limits.ts';
import type { Gateway, GatewayOptions, GraphResponse } from './options.ts';
import { createAdmission } from './overload/admission.ts';

export { callSubgraphs, type EmbeddedSubgraphs } from './embedded.ts';
export { DEFAULT_LIMITS, type Limits } from './limits/limits.ts';
export { type Listening, listen } from './listen.ts';
export type {
  ForwardHttp,
  ForwardUpload,
  Gateway,
  GatewayOptions,
  GraphError,
  GraphRequest,
  GraphResponse,
  PlainRequest,
  PlainResponse,
  SendToSubgraph,
} from './options.ts';
export { type ConnectedSubgraphs, connectSubgraphs } from './transport.ts';

/**
 * The gateway over the nine subgraphs. Throws when the supergraph cannot be loaded; an organization that does not answer
 * only keeps it from being ready.
 */
export async function createGateway(options: GatewayOptions): Promise<Gateway> {
  const { forwardHttp, forwardUpload, signingKey, issuer, clock, logger, allowedOrigins } = options;
  const limits: Limits = { ...DEFAULT_LIMITS, ...options.limits };
  const signPrincipal = createPrincipalSigner(signingKey, clock);
  const formatError = createFormatError(logger);
  const graph = await createGraph({ ...options, limits, signPrincipal, formatError });
  const authority = await createTokenAuthority({ forwardHttp, clock, logger });
  const authenticate = createAccessTokens({ authority, issuer, clock });
  const graphql = createGraphqlEndpoint({ answer: graph.answer, authenticate, formatError });
  let draining = false;
  const ready = () => !draining && authority.ready();
  const handle = createHandler({
    graphql,
    admit: createAdmission({ authenticate, limits }),
    graphiql: createGraphiql(options.welcomeQuery),
    authenticate,
    forwardHttp,
    uploads: forwardUpload ? { forwardUpload, signPrincipal } : null,
    ready,
    bodyBytes: limits.bodyBytes,
    allowedOrigins,
    clientAddressOf: createClientAddress(options.trustedProxies ?? []),
    formatError,
    clock,
    logger,
  });
  return {
    handle,
    async execute(body, given = {}) {
      const named = Object.fromEntries(Object.entries(given).map(([name, value]) => [name.toLowerCase(), value]));
      const headers: Record<string, string> = { 'content-type': 'application/json', ...named };
      const exchange: Exchange = {
        correlationId: correlationIdFrom(headers['x-correlation-id']),
        clientAddress: '',
        arrivedAt: clock(),
        locale: localeFrom(headers['accept-language']),
        bearer: null,
      };
      const reply = await runExchange(exchange, () => graphql({ method: 'POST', headers, search: '', body }, exchange));
      return { ...reply, body: JSON.parse(reply.body.toString()) as GraphResponse };
    },
    ready,
    drain() {
      draining = true;
    },
    async stop() {
      authority.stop();
      await graph.stop();
    },
  };
}
