import { type HttpRequest, type HttpResponse, noSuchRoute, type Subgraph } from '@campusgraph/graphql';
import type { Database } from '@campusgraph/persistence';
import type { TokenIssuer } from '../commands/tokens.ts';
import { findRevocations } from '../persistence/queries/client-credentials.ts';
import { accessesRoute } from './accesses.ts';
import { foundingRoute } from './founding.ts';
import { tokenRoute } from './token.ts';

export interface RouteOptions {
  database: Database;
  tokens: TokenIssuer;
  subgraph: Subgraph;
  clock: () => Date;
}

export const json = (status: number, body: unknown, headers: Record<string, string> = {}): HttpResponse => ({
  status,
  headers: { 'content-type': 'application/json', ...headers },
  body: JSON.stringify(body),
});

/** The plain HTTP side: what OAuth 2 and the gateway ask for. The gateway passes on only /oauth/token and the JWKS. */
export const createRoutes =
  (options: RouteOptions) =>
  async (request: HttpRequest): Promise<HttpResponse> => {
    const { database, tokens, clock } = options;
    switch (`${request.method} ${request.path}`) {
      case 'GET /.well-known/jwks.json':
        return json(200, { keys: tokens.keys.map((key) => key.publicJwk) }, { 'cache-control': 'public, max-age=5' });
      case 'GET /internal/revocations':
        return json(200, await findRevocations(database, clock()));
      case 'POST /internal/accesses':
        return accessesRoute(options, request);
      case 'POST /internal/organizations':
        return foundingRoute(options, request);
      case 'POST /oauth/token':
        return tokenRoute(options, request);
      default:
        return noSuchRoute(request);
    }
  };
