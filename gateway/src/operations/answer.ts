import {
  GraphQLError,
  type GraphQLFormattedError,
  type GraphQLSchema,
  getOperationAST,
  getVariableValues,
} from 'graphql';
import { httpOf, noSuchOperation, onlyByPost, wrongVariable } from '../errors.ts';
import type { Exchange } from '../exchange.ts';
import type { createFormatError } from '../format-error.ts';
import type { Cost, LimitCost } from '../limits/cost.ts';
import type { CheckIntrospection } from '../limits/introspection.ts';
import type { Limits } from '../limits/limits.ts';
import { checkVariables } from '../limits/values.ts';
import type { createDocuments } from './documents.ts';
import type { Execute, GraphParameters } from './operation.ts';

/** An answer with what HTTP is to say about it. */
export interface GraphAnswer {
  status: number;
  headers: Readonly<Record<string, string>>;
  result: {
    errors?: readonly GraphQLFormattedError[];
    data?: unknown;
    extensions?: Readonly<Record<string, unknown>>;
  };
}

/** Answers one request; never rejects. `isReading`: it came by a method that must change nothing. */
export type Answer = (parameters: GraphParameters, exchange: Exchange, isReading: boolean) => Promise<GraphAnswer>;

export interface AnswerOptions {
  schema: GraphQLSchema;
  documents: ReturnType<typeof createDocuments>;
  limits: Limits;
  checkIntrospection: CheckIntrospection;
  limitCost: LimitCost;
  /** Scopes, audit, planning and execution. */
  execute: Execute;
  formatError: ReturnType<typeof createFormatError>;
}

/** The way of every request: which operation, is it within the limits, what does it cost, then its execution. */
export function createAnswer(options: AnswerOptions): Answer {
  const { schema, documents, limits, checkIntrospection, limitCost, execute, formatError } = options;
  return async ({ query, operationName, variables }, exchange, isReading) => {
    let cost: Cost | undefined;
    try {
      const { document, queryHash } = documents(query);
      const operation = getOperationAST(document, operationName);
      if (!operation) throw noSuchOperation();
      if (isReading && operation.operation !== 'query') throw onlyByPost(operation.operation);
      checkIntrospection(document, exchange.bearer);
      checkVariables(variables, limits);
      const { coerced, errors } = getVariableValues(schema, operation.variableDefinitions ?? [], variables);
      cost = limitCost.of({ schema, document, operation, coerced: coerced ?? {} }, exchange.bearer);
      limitCost.require(cost);
      // Before anything else, so that what cannot run is neither planned nor put on record as a reading.
      if (errors) throw new AggregateError(errors.map(wrongVariable));
      const asked = { schema, document, queryHash, operation, operationName, variables, coerced, exchange };
      return answerOf(await execute(asked), cost, formatError);
    } catch (error) {
      const errors = error instanceof AggregateError ? error.errors : [error];
      return answerOf({ errors }, cost, formatError);
    }
  };
}

/** A request that was refused before anything of it was done has no data, and its error says the status. */
export function answerOf(
  {
    errors,
    data,
    extensions,
  }: { errors?: readonly unknown[] | undefined; data?: unknown; extensions?: object | undefined },
  cost: Cost | undefined,
  formatError: ReturnType<typeof createFormatError>,
): GraphAnswer {
  const graphErrors = errors?.map(asGraphQLError);
  const { status = data === undefined ? 500 : 200, headers = {} } = graphErrors ? httpOf(graphErrors) : {};
  const told = graphErrors?.map((error) => formatError(error.toJSON(), error));
  return {
    status,
    headers: { ...retryAfter(told), ...headers },
    result: {
      ...(told && { errors: told }),
      ...(data !== undefined && { data }),
      ...((extensions || cost) && { extensions: { ...extensions, ...cost } }),
    },
  };
}

/** A service says in its error when there is any use in asking again; whoever reads only HTTP is told so too. */
function retryAfter(errors: readonly GraphQLFormattedError[] = []): Record<string, string> {
  const seconds = errors.map(({ extensions }) => extensions?.retryAfterS).filter((value) => Number.isInteger(value));
  return seconds.length === 0 ? {} : { 'retry-after': String(Math.max(...(seconds as number[]))) };
}

const asGraphQLError = (error: unknown): GraphQLError =>
  error instanceof GraphQLError
    ? error
    : new GraphQLError(error instanceof Error ? error.message : 'Something was thrown that is no error.', {
        originalError: error instanceof Error ? error : null,
      });
