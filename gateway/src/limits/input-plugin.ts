import type { ApolloServerPlugin } from '@apollo/server';
import { gatewayError } from '../errors.ts';
import type { Exchange } from '../exchange.ts';
import type { Limits } from './limits.ts';
import { checkVariables } from './values.ts';

/** Refuses a document or variables that are larger than any honest client's. */
export const createInputPlugin = (limits: Limits): ApolloServerPlugin<Exchange> => ({
  requestDidStart: async () => ({
    didResolveOperation: async ({ source, request }) => {
      if (source.length > limits.documentCharacters) throw documentTooLong(source.length, limits.documentCharacters);
      checkVariables(request.variables ?? {}, limits);
    },
  }),
});

const documentTooLong = (found: number, limit: number) =>
  gatewayError({
    code: 'QUERY_TOO_LONG',
    status: 400,
    messages: {
      en: `The query has ${found} characters; ${limit} are allowed. Put long texts into variables, or split it.`,
      'zh-CN': `查询有 ${found} 个字符,最多允许 ${limit} 个。请将长文本放入变量,或拆分查询。`,
    },
  });
