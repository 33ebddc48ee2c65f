import { type ApolloServer, HeaderMap } from '@apollo/server';
import { CORRELATION_HEADER } from '@campusgraph/graphql';
import type { Bearer } from '../authentication/bearer.ts';
import { gatewayError } from '../errors.ts';
import type { Exchange } from '../exchange.ts';
import type { Reply } from './reply.ts';

export interface GraphqlHttpRequest {
  method: string;
  /** Lower case names. */
  headers: Record<string, string>;
  /** With its question mark, or empty. */
  search: string;
  body: unknown;
}

/** ApolloServer looks at it only when the answer is there: a mutation would have run, and its answer be refused. */
const ACCEPTED = /\bapplication\/(?:json|graphql-response\+json|\*)|\*\/\*/i;

const notAcceptable = () =>
  gatewayError({
    code: 'NOT_ACCEPTABLE',
    status: 406,
    messages: {
      en: 'The graph answers in application/graphql-response+json or application/json. Accept one of them.',
      'zh-CN': '本图仅以 application/graphql-response+json 或 application/json 应答,请在 Accept 中声明。',
    },
  });

type Authenticate = (authorization: string | undefined) => Promise<Bearer | null>;

/** GraphQL over HTTP: one request in, one answer out. Must run inside `runExchange`. */
export const createGraphqlEndpoint =
  (server: ApolloServer<Exchange>, authenticate: Authenticate) =>
  async ({ method, headers, search, body }: GraphqlHttpRequest, exchange: Exchange): Promise<Reply> => {
    const answer = await server.executeHTTPGraphQLRequest({
      httpGraphQLRequest: {
        method,
        headers: new HeaderMap(Object.entries(withPreflightMark(method, headers))),
        search,
        body,
      },
      context: async () => {
        if (!ACCEPTED.test(headers.accept ?? '*/*')) throw notAcceptable();
        exchange.bearer = await authenticate(headers.authorization);
        exchange.locale = exchange.bearer?.principal.locale ?? exchange.locale;
        return exchange;
      },
    });
    if (answer.body.kind !== 'complete') throw new Error('The gateway does not answer incrementally.');
    const text = answer.body.string;
    const status = answer.status ?? 200;
    return {
      status: status === 400 && isLegacyAnswer(headers, answer.headers) && isAboutDocument(text) ? 200 : status,
      headers: {
        'cache-control': 'no-store',
        ...Object.fromEntries(answer.headers),
        [CORRELATION_HEADER]: exchange.correlationId,
      },
      body: text,
    };
  };

/**
 * ApolloServer's protection against cross-site requests wants a header that a page cannot send without a preflight. A GET
 * runs no mutation, and what a page sends without a preflight carries no token, so only what a browser says to come from
 * another site is left to that protection.
 */
function withPreflightMark(method: string, headers: Record<string, string>): Record<string, string> {
  const site = headers['sec-fetch-site'] ?? 'none';
  const isHarmless = method === 'GET' && (site === 'none' || site === 'same-origin');
  return isHarmless ? { ...headers, 'apollo-require-preflight': 'true' } : headers;
}

/** GraphQL over HTTP, section 6.4.1: who insists on `application/json` gets 200 for any well-formed request. */
const isLegacyAnswer = (request: Record<string, string>, response: Map<string, string>): boolean =>
  /application\/json/.test(request.accept ?? '') && /^application\/json/.test(response.get('content-type') ?? '');

/** Of the request errors, those about the document and its variables; a request that is not well-formed stays 400. */
const isAboutDocument = (body: string): boolean => {
  const { errors = [] } = JSON.parse(body) as { errors?: { extensions?: { code?: string } }[] };
  return !errors.some(({ extensions }) => extensions?.code === 'BAD_REQUEST');
};
