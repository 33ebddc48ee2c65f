import { scalars } from '@campusgraph/graphql';
import type { Resolvers } from '../generated/resolvers.ts';
import { mutations } from './mutations.ts';
import { queries } from './queries.ts';
import { ticket } from './ticket.ts';
import { types } from './types.ts';

export const resolvers: Resolvers = {
  DateTime: scalars.DateTime,
  Date: scalars.Date,
  Query: queries,
  Mutation: mutations,
  ...ticket,
  ...types,
};
