import { type HttpRequest, type HttpResponse, noSuchRoute } from '@campusgraph/graphql';
import { findRevocations } from '../persistence/queries/client-credentials.ts';
import { accessesRoute } from './accesses.ts';
import { foundingRoute } from './founding.ts';
import { json, type RouteOptions } from './route-options.ts';
import { tokenRoute } from './token.ts';

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
