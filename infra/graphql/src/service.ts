import type { Readable } from 'node:stream';
import type { EventRuntime, EventTransport } from '@campusgraph/events';
import type { Logger } from '@campusgraph/logging';
import type { DatabaseUrls } from '@campusgraph/persistence';
import type { JSONWebKeySet } from 'jose';
import type { SubgraphRequest, SubgraphResponse } from './subgraph.ts';

/** A plain HTTP request to a service (token endpoint, upload). Header names are in lower case. */
export interface HttpRequest {
  method: string;
  /** Without the query string. */
  path: string;
  query: URLSearchParams;
  headers: Readonly<Record<string, string>>;
  body: Readable;
}

export interface HttpResponse {
  status: number;
  headers: Readonly<Record<string, string>>;
  body: string | Readable;
}

/** A service as the launcher, its own `main.ts` and the tests see it: everything it does, by calls. */
export interface Service {
  readonly name: string;
  /** The subgraph. */
  graphql(request: SubgraphRequest): Promise<SubgraphResponse>;
  /** Its plain HTTP routes; 404 for what it has not. */
  http(request: HttpRequest): Promise<HttpResponse>;
  /** Its relay and consumer; `settled(services.map((service) => service.events))` waits for a whole deployment. */
  readonly events: EventRuntime;
  /** Starts the relay and the workers, once every consumer of a deployment is there. */
  start(): Promise<void>;
  ready(): boolean;
  /** Resolves when its outbox is empty and its due work is done: for tests and loaders. */
  idle(): Promise<void>;
  /** Stops taking work, finishes what is under way, closes. */
  stop(): Promise<void>;
}

/** The answer for a path that a service does not have. */
export const noSuchRoute = (request: HttpRequest): HttpResponse => ({
  status: 404,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({
    error: 'not_found',
    error_description: `There is no ${request.method} ${request.path} here.`,
  }),
});

/** What every service is started with, by its `main.ts`, the launcher or a test. */
export interface ServiceConfig {
  database: DatabaseUrls;
  transport: EventTransport;
  /** The public keys of the gateway: whose word about the principal it believes. */
  gatewayJwks: JSONWebKeySet;
  clock: () => Date;
  logger: Logger;
}
