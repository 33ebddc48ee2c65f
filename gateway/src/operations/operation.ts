import type { DocumentNode, ExecutionResult, GraphQLSchema, OperationDefinitionNode } from 'graphql';
import type { Exchange } from '../exchange.ts';

/** A request in GraphQL's own terms, as the client sent it. */
export interface GraphParameters {
  query: string;
  operationName: string | undefined;
  variables: Readonly<Record<string, unknown>>;
}

/** An operation that is valid and within the limits, on its way through scopes and audit to the planner. */
export interface Operation {
  schema: GraphQLSchema;
  document: DocumentNode;
  /** Names the document to the query plan cache. */
  queryHash: string;
  operation: OperationDefinitionNode;
  operationName: string | undefined;
  /** As the client sent them: subgraphs coerce them themselves. */
  variables: Readonly<Record<string, unknown>>;
  /** As this operation declares them, defaults included. */
  coerced: Readonly<Record<string, unknown>>;
  exchange: Exchange;
}

/** Carries one operation out. */
export type Execute = (operation: Operation) => Promise<ExecutionResult>;
