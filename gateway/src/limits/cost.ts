import { BREAK, type DocumentNode, Kind, type OperationDefinitionNode, visit } from 'graphql';
import type { Bearer } from '../authentication/bearer.ts';
import { gatewayError } from '../errors.ts';
import type { Operation } from '../operations/operation.ts';
import { estimateCost } from './estimate-cost.ts';
import type { Asker, Limits } from './limits.ts';

/** What an operation costs, and what its asker may spend on one: every answer says both. */
export interface Cost {
  cost: number;
  limitOfCost: number;
}

/** `coerced` is undefined where the variables are wrong: what they leave open then counts as not given. */
type Costly = Pick<Operation, 'schema' | 'document' | 'operation'> & { coerced: Operation['coerced'] | undefined };

export interface LimitCost {
  of(operation: Costly, bearer: Bearer | null): Cost;
  /** Throws QUERY_TOO_COSTLY for an operation whose answer could hold more values than its asker may have. */
  require(cost: Cost): void;
}

/** Costs of operations that are the same whatever their variables; kept as long as their documents. */
const fixedCosts = new WeakMap<OperationDefinitionNode, number>();

export const createCostLimit = (limits: Limits['cost']): LimitCost => ({
  of: (operation, bearer) => ({
    cost: costOf(operation),
    limitOfCost: limits[(bearer?.principal.kind ?? 'ANONYMOUS') as Asker],
  }),
  require(cost) {
    if (cost.cost > cost.limitOfCost) throw tooCostly(cost);
  },
});

function costOf({ schema, document, operation, coerced }: Costly): number {
  const known = fixedCosts.get(operation);
  if (known !== undefined) return known;
  const cost = estimateCost(schema, document, operation, coerced ?? {});
  if (coerced && !hasPageInVariable(document)) fixedCosts.set(operation, cost);
  return cost;
}

/** Whether some page's size may differ from one request to the next. */
function hasPageInVariable(document: DocumentNode): boolean {
  let has = false;
  visit(document, {
    Field({ arguments: given = [] }) {
      has = given.some(
        ({ name, value }) => (name.value === 'first' || name.value === 'last') && value.kind === Kind.VARIABLE,
      );
      return has ? BREAK : undefined;
    },
  });
  return has;
}

const tooCostly = ({ cost, limitOfCost }: Cost) =>
  gatewayError({
    code: 'QUERY_TOO_COSTLY',
    status: 400,
    messages: {
      en: `The query could return ${cost} values; ${limitOfCost} are allowed. Ask for smaller pages or split it.`,
      'zh-CN': `该查询最多会返回 ${cost} 个值,上限为 ${limitOfCost},请减小每页数量或拆分查询。`,
    },
    extensions: { cost, limitOfCost },
  });
