import { scalars } from '@campusgraph/graphql';
import type { Resolvers } from '../generated/resolvers.ts';
import { leadTypes } from './lead.ts';
import { leadImportTypes } from './lead-import.ts';
import { mutations } from './mutations.ts';
import { queries } from './queries.ts';
import { types } from './types.ts';

export const resolvers: Resolvers = {
  DateTime: scalars.DateTime,
  Date: scalars.Date,
  Query: queries,
  Mutation: mutations,
  ...leadTypes,
  ...leadImportTypes,
  ...types,
};
