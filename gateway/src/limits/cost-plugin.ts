import type { ApolloServerPlugin } from '@apollo/server';
import { getVariableValues } from 'graphql';
import { gatewayError } from '../errors.ts';
import type { Exchange } from '../exchange.ts';
import { estimateCost } from './estimate-cost.ts';
import type { Asker, Limits } from './limits.ts';

/**
 * Refuses, before planning, an operation whose answer could hold more values than its asker may have; every other answer
 * says what it cost and what would have been allowed.
 */
export const createCostPlugin = (limits: Limits['cost']): ApolloServerPlugin<Exchange> => ({
  requestDidStart: async () => {
    let told: { cost: number; limitOfCost: number } | undefined;
    return {
      didResolveOperation: async ({ schema, document, operation, request, contextValue: { bearer } }) => {
        // No operation of that name: ApolloServer says so itself.
        if (!operation) return;
        const { coerced } = getVariableValues(schema, operation.variableDefinitions ?? [], request.variables ?? {});
        const cost = estimateCost(schema, document, operation, coerced ?? {});
        const limitOfCost = limits[(bearer?.principal.kind ?? 'ANONYMOUS') as Asker];
        told = { cost, limitOfCost };
        if (cost > limitOfCost) throw tooCostly(told);
      },
      willSendResponse: async ({ response: { body } }) => {
        if (!told || body.kind !== 'single') return;
        body.singleResult.extensions = { ...body.singleResult.extensions, ...told };
      },
    };
  },
});

const tooCostly = ({ cost, limitOfCost }: { cost: number; limitOfCost: number }) =>
  gatewayError({
    code: 'QUERY_TOO_COSTLY',
    status: 400,
    messages: {
      en: `The query could return ${cost} values; ${limitOfCost} are allowed. Ask for smaller pages or split it.`,
      'zh-CN': `该查询最多会返回 ${cost} 个值,上限为 ${limitOfCost},请减小每页数量或拆分查询。`,
    },
    extensions: { cost, limitOfCost },
  });
