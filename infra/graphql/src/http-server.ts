import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pipeline } from 'node:stream/promises';
import type { Logger } from '@campusgraph/logging';
import type { Service } from './service.ts';

/** Longer than any client's of ours, so that it is never the server that closes an idle connection under a request. */
const KEEP_ALIVE_MS = 72_000;
const BODY_LIMIT_BYTES = 16 * 1024 * 1024;

export interface HttpServer {
  port: number;
  /** Refuses new requests by readiness, lets those under way finish, closes. */
  close(): Promise<void>;
}

/** Serves a service over HTTP: POST /graphql, its plain routes, GET /health/live and /health/ready. */
export async function serve(
  service: Service,
  options: { port: number; host?: string; logger: Logger },
): Promise<HttpServer> {
  const server = createServer((request, response) => {
    answer(service, request, response).catch((error: unknown) => {
      options.logger.error({ err: error }, 'request failed');
      if (!response.headersSent) response.writeHead(500, { 'content-type': 'application/json' });
      response.end(
        '{"errors":[{"message":"Something went wrong on our side.","extensions":{"code":"INTERNAL_SERVER_ERROR"}}]}',
      );
    });
  });
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, options.host, resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeIdleConnections();
      }),
  };
}

async function answer(service: Service, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://service');
  const headers = flatHeaders(request);
  if (url.pathname === '/health/live') return send(response, 200, '{"status":"live"}');
  if (url.pathname === '/health/ready')
    return service.ready() ? send(response, 200, '{"status":"ready"}') : send(response, 503, '{"status":"not ready"}');
  if (url.pathname === '/graphql' && request.method === 'POST') {
    const body = await readBody(request);
    if (body === undefined)
      return send(
        response,
        413,
        '{"errors":[{"message":"The request is too large.","extensions":{"code":"PAYLOAD_TOO_LARGE"}}]}',
      );
    const result = await service.graphql({ body, headers });
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
