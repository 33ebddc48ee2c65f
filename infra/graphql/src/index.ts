export type { Circle } from './circles.ts';
export { type Connection, type PageArguments, page, toConnection } from './connection.ts';
export { type Drain, drainOf } from './drain.ts';
export { flatHeaders, type HttpServer, serve } from './http-server.ts';
export { createLimiter, type Limiter, NoPlaceError } from './limiter.ts';
export { type BatchLoad, createRequestContext, type RequestContext } from './request-context.ts';
export { runService } from './run-service.ts';
export { scalars } from './scalars.ts';
export { type HttpRequest, type HttpResponse, noSuchRoute, type Service, type ServiceConfig } from './service.ts';
export {
  CLIENT_ADDRESS_HEADER,
  CORRELATION_HEADER,
  createSubgraph,
  PRINCIPAL_HEADER,
  type Subgraph,
  type SubgraphOptions,
  type SubgraphRequest,
  type SubgraphResponse,
} from './subgraph.ts';
