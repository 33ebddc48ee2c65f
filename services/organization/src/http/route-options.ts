import type { HttpResponse, Subgraph } from '@campusgraph/graphql';
import type { Database } from '@campusgraph/persistence';
import type { TokenIssuer } from '../commands/tokens.ts';

export interface RouteOptions {
  database: Database;
  tokens: TokenIssuer;
  subgraph: Subgraph;
  clock: () => Date;
}

export const json = (status: number, body: unknown, headers: Record<string, string> = {}): HttpResponse => ({
  status,
  headers: { 'content-type': 'application/json', ...headers },
  body: JSON.stringify(body),
});
