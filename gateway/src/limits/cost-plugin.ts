import type { ApolloServerPlugin } from '@apollo/server';
import { getVariableValues } from 'graphql';
import { gatewayError } from '../errors.ts';
import type { Exchange } from '../exchange.ts';
import { estimateCost } from './estimate-cost.ts';

/** Refuses, before planning, an operation whose answer could hold more values than `limit`. */
export const createCostPlugin = (limit: number): ApolloServerPlugin<Exchange> => ({
  requestDidStart: async () => ({
    didResolveOperation: async ({ schema, document, operation, request }) => {
      // No operation of that name: ApolloServer says so itself.
      if (!operation) return;
      const { coerced } = getVariableValues(schema, operation.variableDefinitions ?? [], request.variables ?? {});
      const cost = estimateCost(schema, document, operation, coerced ?? {});
      if (cost <= limit) return;
      throw gatewayError({
        code: 'QUERY_TOO_COSTLY',
        status: 400,
        messages: {
          en: `The query could return ${cost} values; ${limit} are allowed. Ask for smaller pages or split it.`,
          'zh-CN': `该查询最多会返回 ${cost} 个值,上限为 ${limit},请减小每页数量或拆分查询。`,
        },
        extensions: { cost, limitOfCost: limit },
      });
    },
  }),
});
