import { scalars } from '@campusgraph/graphql';
import type { Resolvers } from '../generated/resolvers.ts';
import { mutations } from './mutations.ts';
import type { ResolverOptions } from './options.ts';
import { queries } from './queries.ts';
import { types } from './types.ts';

export const createResolvers = (options: ResolverOptions): Resolvers => ({
  DateTime: scalars.DateTime,
  Query: queries,
  Mutation: mutations(options),
  ...types,
});
