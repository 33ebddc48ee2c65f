import type { RequestContext } from '@campusgraph/graphql';
import { funnelOf } from '../domain/funnel.ts';
import { period } from '../domain/period.ts';
import type { BranchResolvers } from '../generated/resolvers.ts';
import {
  branchPeriodKey,
  countersOfBranches,
  responseTimesOfBranches,
  sourcesOfBranches,
} from '../persistence/queries/by-branch.ts';
import { consumptionOf, npsOf, revenueOf, serviceQualityOf } from './figures.ts';

interface Days {
  from?: string | null | undefined;
  to?: string | null | undefined;
}

const key = (id: string, { from, to }: Days): string => branchPeriodKey(id, period(from, to));
const counters = (id: string, days: Days, { load }: RequestContext) => load(countersOfBranches, key(id, days));

export const branch: BranchResolvers = {
  __resolveReference: ({ id }) => ({ id }),
  funnel: async ({ id }, days, { load }) => funnelOf(await load(sourcesOfBranches, key(id, days))),
  consumption: async ({ id }, days, context) => consumptionOf(await counters(id, days, context)),
  revenue: async ({ id }, days, context) => revenueOf(await counters(id, days, context)),
  nps: async ({ id }, days, context) => npsOf(await counters(id, days, context)),
  async serviceQuality({ id }, days, context) {
    const [times] = await context.load(responseTimesOfBranches, key(id, days));
    return serviceQualityOf(await counters(id, days, context), times);
  },
};
