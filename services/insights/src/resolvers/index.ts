import { scalars } from '@campusgraph/graphql';
import { period } from '../domain/period.ts';
import type { Resolvers } from '../generated/resolvers.ts';
import { branch } from './branch.ts';
import { chainOverview } from './chain-overview.ts';

export const resolvers: Resolvers = {
  Fen: scalars.Fen,
  Lessons: scalars.Lessons,
  Date: scalars.Date,
  Query: { chainOverview: (_, { from, to }) => period(from, to) },
  Branch: branch,
  ChainOverview: chainOverview,
};
