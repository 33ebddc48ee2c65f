import { CORRELATION_HEADER } from '@campusgraph/graphql';
import { GraphQLError } from 'graphql';
import type { Bearer } from '../authentication/bearer.ts';
import { badRequest, gatewayError } from '../errors.ts';
import type { Exchange } from '../exchange.ts';
import type { createFormatError } from '../format-error.ts';
import { type Answer, answerOf, type GraphAnswer } from '../operations/answer.ts';
import { type GraphqlHttpRequest, readParameters } from './graphql-parameters.ts';
import { answerType, isPlainJson } from './media-type.ts';
import type { Reply } from './reply.ts';

export interface GraphqlEndpointOptions {
  answer: Answer;
  authenticate: (authorization: string | undefined) => Promise<Bearer | null>;
  formatError: ReturnType<typeof createFormatError>;
}

/** GraphQL over HTTP: one request in, one answer out. Must run inside `runExchange`. */
export const createGraphqlEndpoint = ({ answer, authenticate, formatError }: GraphqlEndpointOptions) => {
  const carryOut = async (request: GraphqlHttpRequest, exchange: Exchange): Promise<GraphAnswer> => {
    try {
      requirePreflight(request);
      // Before anything runs: a mutation would have, and its answer be refused.
      if (answerType(request.headers.accept) === null) throw notAcceptable();
      exchange.bearer = await authenticate(request.headers.authorization);
      exchange.locale = exchange.bearer?.principal.locale ?? exchange.locale;
      return await answer(readParameters(request), exchange, request.method === 'GET');
    } catch (error) {
      if (!(error instanceof GraphQLError)) throw error;
      return answerOf({ errors: [error] }, undefined, formatError);
    }
  };
  return async (request: GraphqlHttpRequest, exchange: Exchange): Promise<Reply> => {
    const { status, headers, result } = await carryOut(request, exchange);
    const type = answerType(request.headers.accept) ?? answerType(undefined) ?? '';
    return {
      status:
        status === 400 && isPlainJson(type) && acceptsPlainJson(request) && isAboutDocument(result) ? 200 : status,
      headers: {
        'cache-control': 'no-store',
        'content-type': type,
        ...headers,
        [CORRELATION_HEADER]: exchange.correlationId,
      },
      body: `${JSON.stringify(result)}\n`,
    };
  };
};

/** Types that a page may send to another site without asking first. */
const SIMPLE_TYPES = /^(application\/x-www-form-urlencoded|multipart\/form-data|text\/plain)\b/i;

/**
 * Cross-site requests must be such that a browser asks first: by a header that a page cannot send without a preflight. A GET
 * runs no mutation, and what a page sends without a preflight carries no token, so of those only what a browser says to come
 * from another site is refused.
 */
function requirePreflight({ method, headers }: GraphqlHttpRequest): void {
  const type = headers['content-type'];
  if (type !== undefined && !SIMPLE_TYPES.test(type)) return;
  if (headers['apollo-require-preflight'] || headers['x-apollo-operation-name']) return;
  const site = headers['sec-fetch-site'] ?? 'none';
  if (method === 'GET' && (site === 'none' || site === 'same-origin')) return;
  throw badRequest({
    en: 'A page of another site could have sent this. Send JSON as application/json, or the header apollo-require-preflight.',
    'zh-CN': '该请求可能来自其他网站的页面。请以 application/json 发送 JSON,或添加 apollo-require-preflight 请求头。',
  });
}

const notAcceptable = () =>
  gatewayError({
    code: 'NOT_ACCEPTABLE',
    status: 406,
    messages: {
      en: 'The graph answers in application/graphql-response+json or application/json. Accept one of them.',
      'zh-CN': '本图仅以 application/graphql-response+json 或 application/json 应答,请在 Accept 中声明。',
    },
  });

/** GraphQL over HTTP, section 6.4.1: who insists on `application/json` gets 200 for any well-formed request. */
const acceptsPlainJson = ({ headers }: GraphqlHttpRequest): boolean => /application\/json/.test(headers.accept ?? '');

/** Of the request errors, those about the document and its variables; a request that is not well-formed stays 400. */
const isAboutDocument = ({ errors = [] }: GraphAnswer['result']): boolean =>
  !errors.some(({ extensions }) => extensions?.code === 'BAD_REQUEST');
