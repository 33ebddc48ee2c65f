import type { IncomingMessage, ServerResponse } from 'node:http';
import type { SigningKey } from '@campusgraph/auth';
import type { SubgraphRequest, SubgraphResponse } from '@campusgraph/graphql';
import type { Logger } from '@campusgraph/logging';
import type { Limits } from './limits/limits.ts';

/**
 * The one way from the gateway to a subgraph's GraphQL endpoint: over HTTP when distributed, by a call when embedded.
 * Rejects when the subgraph cannot be reached; any HTTP answer, whatever its status, resolves.
 */
export type SendToSubgraph = (subgraph: string, request: SubgraphRequest) => Promise<SubgraphResponse>;

/** A plain HTTP request to a service, such as `GET /.well-known/jwks.json`. Header names are lower case. */
export interface PlainRequest {
  method: string;
  path: string;
  headers: Record<string, string>;
  body: string;
}

export interface PlainResponse {
  status: number;
  headers: Record<string, string>;
  body: string;
}

/** The plain HTTP endpoints of a service. Rejects when the service cannot be reached. */
export type ForwardHttp = (subgraph: string, request: PlainRequest) => Promise<PlainResponse>;

/** Streams an upload through to a service and its answer back; `headers` are all that the service may see. */
export type ForwardUpload = (
  subgraph: string,
  request: IncomingMessage,
  response: ServerResponse,
  headers: Record<string, string>,
) => Promise<void>;

export interface GatewayOptions {
  /** The composed supergraph, as committed in `gateway/supergraph.graphql`. */
  supergraphSdl: string;
  send: SendToSubgraph;
  /** Organization's `/.well-known/jwks.json`, `/internal/revocations`, `/internal/accesses` and `/oauth/token` are reached by it. */
  forwardHttp: ForwardHttp;
  /** Without it, `/uploads` does not exist. */
  forwardUpload?: ForwardUpload;
  /** Signs the principal for subgraphs; they know its public half. */
  signingKey: SigningKey;
  /** The issuer that access tokens must name. */
  issuer: string;
  clock: () => Date;
  logger: Logger;
  limits?: Partial<Limits>;
  /** How long a subgraph may take, in milliseconds; 10,000 unless told. */
  subgraphTimeoutMs?: number;
  /** Tells the schema to everyone, for a demo whose GraphiQL opens before anybody signs in; else to staff and partners. */
  openIntrospection?: boolean;
  /** What GraphiQL shows to somebody who opens it for the first time. */
  welcomeQuery?: string;
  /** Origins that browsers may call from; any unless told, since no cookie is ever read. */
  allowedOrigins?: readonly string[] | undefined;
  /** Addresses and networks (`10.0.0.0/8`) of the proxies whose X-Forwarded-For is believed; none unless told. */
  trustedProxies?: readonly string[] | undefined;
}

/** A GraphQL request without HTTP around it. */
export interface GraphRequest {
  query: string;
  variables?: Record<string, unknown>;
  operationName?: string;
}

/** An error as clients see it. */
export interface GraphError {
  message: string;
  path?: readonly (string | number)[];
  locations?: readonly { line: number; column: number }[];
  extensions: { code: string; [key: string]: unknown };
}

/** What a client gets back, parsed. `data` is absent when the request was refused before execution. */
// biome-ignore lint/suspicious/noExplicitAny: the shape of the data is whatever the query asked for.
export interface GraphResponse<Data = any> {
  data?: Data | null;
  errors?: readonly GraphError[];
  /** What the operation cost, and what its asker may spend on one; absent when it was refused before that was known. */
  extensions?: { cost?: number; limitOfCost?: number };
}

export interface Gateway {
  /** Answers one HTTP request; never rejects. */
  handle(request: IncomingMessage, response: ServerResponse): Promise<void>;
  /** The same path as `POST /graphql`, without a socket. Header names in any case. */
  execute(
    request: GraphRequest,
    headers?: Record<string, string>,
  ): Promise<{ status: number; headers: Record<string, string>; body: GraphResponse }>;
  /** Whether access tokens can be verified: the keys and the revocations were fetched at least once. */
  ready(): boolean;
  /** Says from now on that it is not ready, so that nobody is sent here any more; it answers as before. */
  drain(): void;
  stop(): Promise<void>;
}
