import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import type { JSONWebKeySet } from 'jose';
import { createFixedAnswers } from './fixed-answers.ts';

/** A service reduced to its answers. */
export interface StandIn {
  name: string;
  /** The answer to a POST of `body` to `path`, or to a GET. */
  answer(path: string, body: string): { status: number; body: string };
}

/** Answers the subgraph's operations, and what organization tells the gateway: who signs tokens, which are revoked. */
export function createStandIn(name: string, sdl: string, tokenKeys: JSONWebKeySet): StandIn {
  const graphql = createFixedAnswers(sdl);
  const plain: Readonly<Record<string, { status: number; body: string }>> = {
    '/.well-known/jwks.json': { status: 200, body: JSON.stringify(tokenKeys) },
    '/internal/revocations': { status: 200, body: '{"tokens":[],"clientAppIds":[]}' },
    '/internal/accesses': { status: 204, body: '' },
  };
  return {
    name,
    answer: (path, body) =>
      path === '/graphql' ? { status: 200, body: graphql(body) } : (plain[path] ?? { status: 404, body: '{}' }),
  };
}

/** Serves it with nothing around: what it costs is the same for every gateway, and little. */
export function serveStandIn({ answer }: StandIn, port: number): void {
  const server = createServer(async (request, response) => {
    const { status, body } = answer(request.url ?? '/', await text(request));
    response.writeHead(status, {
      'content-type': 'application/json',
      ...(status !== 204 && { 'content-length': Buffer.byteLength(body) }),
    });
    response.end(body);
  });
  // Longer than any gateway keeps its own, so that none finds a connection closed.
  server.keepAliveTimeout = 600_000;
  server.listen(port, '127.0.0.1');
}
