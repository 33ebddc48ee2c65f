import type { LocalizedMessage } from '@campusgraph/errors';
import type { Logger } from '@campusgraph/logging';
import type { GraphQLFormattedError } from 'graphql';
import { internalMessages } from './errors.ts';
import { currentExchange } from './exchange.ts';

/** Codes that tell the client about its own request and nothing about us. */
const CLIENT_CODES = new Set([
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'BAD_USER_INPUT',
  'BAD_REQUEST',
  'OPERATION_RESOLUTION_FAILURE',
  'PERSISTED_QUERY_NOT_SUPPORTED',
]);

/** Codes that stand for a bug or an outage, whoever uses them. */
const BUG_CODES = new Set(['INTERNAL_SERVER_ERROR', 'DOWNSTREAM_SERVICE_ERROR', 'INVALID_GRAPHQL']);

/** graphql-js helps whoever guesses at a schema. */
const SUGGESTION = / ?Did you mean .+\?$/;

/** Never leaves the graph, whatever put it there. */
const PRIVATE_EXTENSIONS = new Set([
  'messages',
  'stacktrace',
  'stack',
  'exception',
  'originalError',
  'http',
  'serviceName',
  'limitCode',
]);

/**
 * The last thing that happens to every error: the language is chosen, a rule's code, message and details pass,
 * a bug is logged and masked. A subgraph's error says which subgraph in `extensions.subgraph`.
 */
export const createFormatError =
  (logger: Logger) =>
  (formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError => {
    const exchange = currentExchange();
    const { locale = 'zh-CN', correlationId = crypto.randomUUID() } = exchange ?? {};
    const { code = 'INTERNAL_SERVER_ERROR', serviceName, messages, limitCode, ...rest } = { ...formatted.extensions };
    const passes =
      messages !== undefined ||
      (serviceName !== undefined ? !BUG_CODES.has(String(code)) : CLIENT_CODES.has(String(code)));
    const where = {
      ...(formatted.path && { path: formatted.path }),
      ...(formatted.locations && { locations: formatted.locations }),
    };
    const subgraph = serviceName === undefined ? {} : { subgraph: serviceName };
    if (!passes) {
      logger.error(
        { correlationId, err: error, path: formatted.path, subgraph: serviceName },
        'a request failed with an error that no rule made',
      );
      const message = internalMessages(correlationId)[locale];
      return { message, ...where, extensions: { code: 'INTERNAL_SERVER_ERROR', ...subgraph, correlationId } };
    }
    const kept = Object.fromEntries(Object.entries(rest).filter(([key]) => !PRIVATE_EXTENSIONS.has(key)));
    const message =
      messages === undefined ? formatted.message.replace(SUGGESTION, '') : (messages as LocalizedMessage)[locale];
    return { message, ...where, extensions: { code: limitCode ?? code, ...subgraph, ...kept } };
  };
