import { pipeline } from 'node:stream/promises';
import { Pool } from 'undici';
import type { ForwardHttp, ForwardUpload, SendToSubgraph } from './options.ts';

/** Beyond the gateway's own patience, so that it is the gateway that gives up and says why. */
const ANSWER_TIMEOUT_MS = 12_000;
/**
 * Idle connections are closed by us, never under us: a service keeps them for 72 s, and one that was told to end for
 * `DRAIN_MS`, which must be longer than this (undici is up to 1 s late).
 */
const KEEP_ALIVE_MS = 2_000;
/** Within one cluster a connection takes a millisecond. */
const CONNECT_TIMEOUT_MS = 2_000;
/** More than a subgraph's bulkhead holds requests, so that keys, revocations and records do not wait for queries. */
const CONNECTIONS = 96;

/** The subgraphs over HTTP. */
export interface ConnectedSubgraphs {
  send: SendToSubgraph;
  forwardHttp: ForwardHttp;
  forwardUpload: ForwardUpload;
  close(): Promise<void>;
}

/** One pool of connections for each subgraph; `urls` are base URLs such as `http://billing:4000`, by name. */
export function connectSubgraphs(urls: Readonly<Record<string, string>>): ConnectedSubgraphs {
  const options = {
    connections: CONNECTIONS,
    keepAliveTimeout: KEEP_ALIVE_MS,
    keepAliveMaxTimeout: KEEP_ALIVE_MS,
    connect: { timeout: CONNECT_TIMEOUT_MS },
    headersTimeout: ANSWER_TIMEOUT_MS,
    bodyTimeout: ANSWER_TIMEOUT_MS,
  };
  const pools = new Map(Object.entries(urls).map(([name, url]) => [name, new Pool(new URL(url).origin, options)]));
  const poolOf = (subgraph: string): Pool => {
    const pool = pools.get(subgraph);
    if (!pool) throw new Error(`No URL was given for the subgraph "${subgraph}".`);
    return pool;
  };
  return {
    async send(subgraph, { body, headers }) {
      const answer = await poolOf(subgraph).request({ method: 'POST', path: '/graphql', headers, body });
      return { status: answer.statusCode, body: await answer.body.text() };
    },
    async forwardHttp(subgraph, { method, path, headers, body }) {
      const answer = await poolOf(subgraph).request({
        method: method as 'GET',
        path,
        headers,
        body: body === '' ? null : body,
      });
      return { status: answer.statusCode, headers: singleHeaders(answer.headers), body: await answer.body.text() };
    },
    async forwardUpload(subgraph, request, response, headers) {
      const abort = new AbortController();
      response.once('close', () => abort.abort());
      const answer = await poolOf(subgraph).request({
        method: request.method as 'PUT',
        path: request.url ?? '/',
        headers,
        body: request,
        signal: abort.signal,
        // An import answers line by line while it reads, for as long as the file is long.
        headersTimeout: 0,
        bodyTimeout: 0,
      });
      response.writeHead(answer.statusCode, singleHeaders(answer.headers));
      await pipeline(answer.body, response);
    },
    close: async () => void (await Promise.all([...pools.values()].map((pool) => pool.close()))),
  };
}

const HOP_BY_HOP = new Set(['connection', 'keep-alive', 'transfer-encoding', 'upgrade', 'trailer']);

const singleHeaders = (headers: Record<string, string | string[] | undefined>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      value === undefined || HOP_BY_HOP.has(name) ? [] : [[name, Array.isArray(value) ? value.join(', ') : value]],
    ),
  );
