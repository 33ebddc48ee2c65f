import { funnelOf } from '../domain/funnel.ts';
import type { ChainOverviewResolvers } from '../generated/resolvers.ts';
import { countersByBranch, responseTimesOfChain, sourcesByBranch } from '../persistence/queries/figures.ts';
import { consumptionOf, npsOf, revenueOf, serviceQualityOf } from './figures.ts';

export const chainOverview: ChainOverviewResolvers = {
  funnel: async (period, _, { read }) => funnelOf(await read((em) => sourcesByBranch(em, null, period))),
  consumption: async (period, _, { read }) => consumptionOf(await read((em) => countersByBranch(em, null, period))),
  revenue: async (period, _, { read }) => revenueOf(await read((em) => countersByBranch(em, null, period))),
  nps: async (period, _, { read }) => npsOf(await read((em) => countersByBranch(em, null, period))),
  async serviceQuality(period, _, { read }) {
    const [times] = await read((em) => responseTimesOfChain(em, period));
    return serviceQualityOf(await read((em) => countersByBranch(em, null, period)), times);
  },
};
