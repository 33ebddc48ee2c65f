import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import type { Service } from '@campusgraph/graphql';
import type { ForwardHttp, ForwardUpload, SendToSubgraph } from './options.ts';

/** The subgraphs in this process, reached by calls. What they check is the same as over HTTP. */
export interface EmbeddedSubgraphs {
  send: SendToSubgraph;
  forwardHttp: ForwardHttp;
  forwardUpload: ForwardUpload;
}

type Callable = Pick<Service, 'name' | 'graphql' | 'http'>;

/** For one process with everything in it. A service that is not among `services` counts as one that is down. */
export function callSubgraphs(services: Iterable<Callable>): EmbeddedSubgraphs {
  const byName = new Map([...services].map((service) => [service.name, service]));
  const named = (name: string): Callable => {
    const service = byName.get(name);
    if (!service) throw new Error(`The service "${name}" does not run in this process.`);
    return service;
  };
  return {
    send: async (subgraph, request) => named(subgraph).graphql(request),
    async forwardHttp(subgraph, { method, path, headers, body }) {
      const query = new URLSearchParams();
      const answer = await named(subgraph).http({
        method,
        path,
        query,
        headers,
        body: Readable.from(body ? [body] : []),
      });
      const read = typeof answer.body === 'string' ? answer.body : await text(answer.body);
      return { status: answer.status, headers: { ...answer.headers }, body: read };
    },
    async forwardUpload(subgraph, request, response, headers) {
      const { pathname, searchParams } = new URL(request.url ?? '/', 'http://gateway');
      const method = request.method ?? 'PUT';
      const answer = await named(subgraph).http({
        method,
        path: pathname,
        query: searchParams,
        headers,
        body: request,
      });
      response.writeHead(answer.status, answer.headers);
      if (typeof answer.body === 'string') response.end(answer.body);
      else await pipeline(answer.body, response);
    },
  };
}
