import type { IncomingMessage, ServerResponse } from 'node:http';
import { CLIENT_ADDRESS_HEADER, CORRELATION_HEADER, flatHeaders } from '@campusgraph/graphql';
import type { Logger } from '@campusgraph/logging';
import { GraphQLError } from 'graphql';
import type { Bearer } from '../authentication/bearer.ts';
import { gatewayError } from '../errors.ts';
import { correlationIdFrom, type Exchange, localeFrom, runExchange } from '../exchange.ts';
import type { createFormatError } from '../format-error.ts';
import type { ForwardHttp } from '../options.ts';
import type { Admit } from '../overload/admission.ts';
import { parseJsonBody, readBody } from './body.ts';
import { readCalendar } from './calendar-endpoint.ts';
import type { ClientAddressOf } from './client-address.ts';
import { corsHeaders } from './cors.ts';
import { type createGraphiql, wantsPage } from './graphiql.ts';
import type { createGraphqlEndpoint } from './graphql-endpoint.ts';
import { errorReply, type Reply, sendReply } from './reply.ts';
import { requestToken } from './token-endpoint.ts';
import { type UploadOptions, upload } from './upload-endpoint.ts';

const BASE = 'http://gateway';

/** An application/x-www-form-urlencoded token request is a few hundred bytes. */
const TOKEN_BODY_BYTES = 64 * 1024;

export interface HandlerOptions {
  graphql: ReturnType<typeof createGraphqlEndpoint>;
  admit: Admit;
  authenticate: (authorization: string | undefined) => Promise<Bearer | null>;
  graphiql: ReturnType<typeof createGraphiql>;
  forwardHttp: ForwardHttp;
  uploads: UploadOptions | null;
  ready: () => boolean;
  bodyBytes: number;
  allowedOrigins: readonly string[] | undefined;
  clientAddressOf: ClientAddressOf;
  formatError: ReturnType<typeof createFormatError>;
  clock: () => Date;
  logger: Logger;
}

/** Everything that the gateway answers over HTTP. Never rejects. */
export function createHandler(
  options: HandlerOptions,
): (request: IncomingMessage, response: ServerResponse) => Promise<void> {
  const { formatError, clock, logger, allowedOrigins } = options;
  return async (request, response) => {
    const headers = flatHeaders(request);
    const exchange: Exchange = {
      correlationId: correlationIdFrom(headers[CORRELATION_HEADER]),
      clientAddress: options.clientAddressOf(request),
      arrivedAt: clock(),
      locale: localeFrom(headers['accept-language']),
      bearer: null,
    };
    response.setHeader(CORRELATION_HEADER, exchange.correlationId);
    for (const [name, value] of Object.entries(
      corsHeaders(headers.origin, allowedOrigins, request.method === 'OPTIONS'),
    ))
      response.setHeader(name, value);
    await runExchange(exchange, async () => {
      try {
        const reply = await answer(request, response, headers, exchange, options);
        if (reply) sendReply(response, reply);
      } catch (error) {
        // The client went away; nobody is left to tell.
        if (response.destroyed) return;
        const known =
          error instanceof GraphQLError ? error : new GraphQLError('unexpected', { originalError: error as Error });
        if (known.extensions.code === 'SUBGRAPH_UNAVAILABLE')
          logger.warn({ correlationId: exchange.correlationId, err: known }, 'a service does not answer');
        sendReply(response, errorReply(known, exchange, formatError));
      }
    });
  };
}

/** The answer, or undefined when it was streamed already. */
async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  headers: Record<string, string>,
  exchange: Exchange,
  options: HandlerOptions,
): Promise<Reply | undefined> {
  const { method = 'GET' } = request;
  const url = URL.canParse(request.url ?? '', BASE) ? new URL(request.url ?? '', BASE) : null;
  if (!url) throw notFound('?');
  if (method === 'OPTIONS') return { status: 204, headers: {}, body: '' };
  if (url.pathname === '/graphql') {
    if (wantsPage(method, headers.accept, url.searchParams)) return options.graphiql(headers['accept-encoding']);
    // Before it is admitted: whoever sends a byte a minute must not hold a place.
    const text = method === 'POST' ? await readBody(request, options.bodyBytes) : undefined;
    return options.admit(headers.authorization, exchange, async () => {
      const body = text === undefined ? undefined : parseJsonBody(headers['content-type'], text);
      return options.graphql({ method, headers, search: url.search, body }, exchange);
    });
  }
  if (url.pathname === '/health/live') return health(200, 'live');
  if (url.pathname === '/health/ready') return options.ready() ? health(200, 'ready') : health(503, 'not ready');
  if (url.pathname === '/' && method === 'GET') return { status: 302, headers: { location: '/graphql' }, body: '' };
  if (url.pathname === '/oauth/token') {
    if (method !== 'POST') throw methodNotAllowed(method, 'POST');
    const form = await readBody(request, TOKEN_BODY_BYTES);
    const told = {
      ...headers,
      [CORRELATION_HEADER]: exchange.correlationId,
      [CLIENT_ADDRESS_HEADER]: exchange.clientAddress,
    };
    return options.admit(undefined, exchange, () => requestToken(options.forwardHttp, told, form, options.logger));
  }
  if (url.pathname.startsWith('/calendars/')) {
    if (method !== 'GET' && method !== 'HEAD') throw methodNotAllowed(method, 'GET, HEAD');
    const asked = { ...headers, [CORRELATION_HEADER]: exchange.correlationId };
    return options.admit(undefined, exchange, () => readCalendar(options.forwardHttp, url.pathname, asked));
  }
  if (url.pathname.startsWith('/uploads/') && options.uploads) {
    if (method !== 'POST' && method !== 'PUT') throw methodNotAllowed(method, 'POST, PUT');
    exchange.bearer = await options.authenticate(headers.authorization);
    exchange.locale = exchange.bearer?.principal.locale ?? exchange.locale;
    return void (await upload(request, response, exchange, options.uploads));
  }
  throw notFound(url.pathname);
}

const health = (status: number, state: string): Reply => ({
  status,
  headers: { 'content-type': 'application/json', 'cache-control': 'no-store' },
  body: JSON.stringify({ status: state }),
});

const methodNotAllowed = (method: string, allow: string): GraphQLError =>
  gatewayError({
    code: 'METHOD_NOT_ALLOWED',
    status: 405,
    headers: { allow },
    messages: {
      en: `${method} is not possible here; use ${allow}.`,
      'zh-CN': `此处不支持 ${method},请使用 ${allow}。`,
    },
  });

const notFound = (path: string): GraphQLError =>
  gatewayError({
    code: 'NOT_FOUND',
    status: 404,
    messages: {
      en: `There is nothing at ${path}. The graph is at /graphql.`,
      'zh-CN': `${path} 不存在,图服务位于 /graphql。`,
    },
  });
