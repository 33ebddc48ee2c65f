import type { Database } from '@campusgraph/persistence';
import type { TokenIssuer } from '../commands/tokens.ts';

/** What resolvers need beyond the request: only signing in, which no principal asks for, reaches around the context. */
export interface ResolverOptions {
  database: Database;
  tokens: TokenIssuer;
}
