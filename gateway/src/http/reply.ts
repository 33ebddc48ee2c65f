import type { ServerResponse } from 'node:http';
import { CORRELATION_HEADER } from '@campusgraph/graphql';
import type { GraphQLError } from 'graphql';
import { httpOf } from '../errors.ts';
import type { Exchange } from '../exchange.ts';
import type { createFormatError } from '../format-error.ts';

/** A whole HTTP answer. Header names are lower case. */
export interface Reply {
  status: number;
  headers: Record<string, string>;
  body: string | Buffer;
}

/** An error outside GraphQL's execution, in the same shape as within it. */
export function errorReply(
  error: GraphQLError,
  exchange: Exchange,
  formatError: ReturnType<typeof createFormatError>,
): Reply {
  const { status = 500, headers } = httpOf([error]);
  const formatted = formatError(error.toJSON(), error);
  return {
    status,
    headers: {
      ...headers,
      'content-type': 'application/json; charset=utf-8',
      'cache-control': 'no-store',
      [CORRELATION_HEADER]: exchange.correlationId,
    },
    body: `${JSON.stringify({ errors: [formatted] })}\n`,
  };
}

export function sendReply(response: ServerResponse, { status, headers, body }: Reply): void {
  if (response.headersSent || response.destroyed) return;
  response.writeHead(status, { ...headers, 'content-length': Buffer.byteLength(body) });
  response.end(response.req.method === 'HEAD' ? undefined : body);
}
