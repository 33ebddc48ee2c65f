import { scalars } from '@campusgraph/graphql';
import type { Resolvers } from '../generated/resolvers.ts';
import { contracts } from './contracts.ts';
import { fees } from './fees.ts';
import { lessons } from './lessons.ts';
import { mutations } from './mutations.ts';
import { queries } from './queries.ts';
import { types } from './types.ts';

export const resolvers: Resolvers = {
  ...scalars,
  Query: queries,
  Mutation: mutations,
  ...contracts,
  ...fees,
  ...lessons,
  ...types,
};
