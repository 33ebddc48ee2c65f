import { scalars } from '@campusgraph/graphql';
import type { Database } from '@campusgraph/persistence';
import type { TokenIssuer } from '../commands/tokens.ts';
import type { Resolvers } from '../generated/resolvers.ts';
import { mutations } from './mutations.ts';
import { queries } from './queries.ts';
import { types } from './types.ts';

/** What resolvers need beyond the request: only signing in, which no principal asks for, reaches around the context. */
export interface ResolverOptions {
  database: Database;
  tokens: TokenIssuer;
}

export const createResolvers = (options: ResolverOptions): Resolvers => ({
  DateTime: scalars.DateTime,
  Query: queries,
  Mutation: mutations(options),
  ...types,
});
