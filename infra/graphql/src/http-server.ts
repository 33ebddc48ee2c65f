import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pipeline } from 'node:stream/promises';
import type { Logger } from '@campusgraph/logging';
import { drainOf } from './drain.ts';
import { createLimiter, type Limiter, NoPlaceError } from './limiter.ts';
import type { Service } from './service.ts';

/** Longer than any client's of ours, so that it is never the server that closes an idle connection under a request. */
const KEEP_ALIVE_MS = 72_000;
const BODY_LIMIT_BYTES = 16 * 1024 * 1024;

/** Six times the connections to Postgres: some are read, some answered, some wait for a connection. */
const IN_FLIGHT = 64;
const WAITING = 64;

export interface HttpServer {
  port: number;
  /** Readiness off, clients leave within `drainMs` (default 0), requests under way finish, closed. */
  close(drainMs?: number): Promise<void>;
}

interface Serving {
  service: Service;
  limiter: Limiter;
  isDraining(): boolean;
}

/**
 * Serves a service over HTTP: POST /graphql, its plain routes, GET /health/live and /health/ready. More than it can carry
 * is refused with 503 before it is begun.
 */
export async function serve(
  service: Service,
  options: { port: number; host?: string | undefined; logger: Logger },
): Promise<HttpServer> {
  const limiter = createLimiter({ inFlight: IN_FLIGHT, waiting: WAITING, paced: true });
  const server = createServer((request, response) => {
    answer({ service, limiter, isDraining: drain.isDraining }, request, response).catch((error: unknown) => {
      options.logger.error({ err: error }, 'request failed');
      if (!response.headersSent) response.writeHead(500, { 'content-type': 'application/json' });
      response.end(errors('INTERNAL_SERVER_ERROR', 'Something went wrong on our side.'));
    });
  });
  const drain = drainOf(server);
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, options.host, resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    close: (drainMs = 0) => drain.close(drainMs),
  };
}

async function answer(
  { service, limiter, isDraining }: Serving,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://service');
  const headers = flatHeaders(request);
  if (url.pathname === '/health/live') return send(response, 200, '{"status":"live"}');
  if (url.pathname === '/health/ready')
    return service.ready() && !isDraining()
      ? send(response, 200, '{"status":"ready"}')
      : send(response, 503, '{"status":"not ready"}');
  if (url.pathname === '/graphql' && request.method === 'POST') {
    const body = await readBody(request);
    if (body === undefined) return send(response, 413, errors('PAYLOAD_TOO_LARGE', 'The request is too large.'));
    const result = await limiter.run(() => service.graphql({ body, headers })).catch(overloaded);
    return send(response, result.status, result.body);
  }
  const result = await service.http({
    method: request.method ?? 'GET',
    path: url.pathname,
    query: url.searchParams,
    headers,
    body: request,
  });
  response.writeHead(result.status, result.headers);
  if (typeof result.body === 'string') response.end(result.body);
  else await pipeline(result.body, response);
}

const errors = (code: string, message: string): string =>
  JSON.stringify({ errors: [{ message, extensions: { code } }] });

/** Nothing was begun; the gateway tells its client that this part is missing. */
function overloaded(error: unknown): { status: number; body: string } {
  if (!(error instanceof NoPlaceError)) throw error;
  return {
    status: 503,
    body: errors('OVERLOADED', 'Too much is under way here. Nothing was begun; try again shortly.'),
  };
}

const send = (response: ServerResponse, status: number, body: string): void => {
  response.writeHead(status, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) });
  response.end(body);
};

/** Headers with one value each; repeated ones are joined as HTTP says. */
export const flatHeaders = (request: IncomingMessage): Record<string, string> =>
  Object.fromEntries(
    Object.entries(request.headers).flatMap(([key, value]) =>
      value === undefined ? [] : [[key, Array.isArray(value) ? value.join(', ') : value]],
    ),
  );

async function readBody(request: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > BODY_LIMIT_BYTES) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
