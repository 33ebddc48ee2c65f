import type { ApolloGateway } from '@apollo/gateway';
import type { ApolloServerOptionsWithGateway } from '@apollo/server';
import { type DocumentNode, GraphQLError, getVariableValues } from 'graphql';
import type { Exchange } from '../exchange.ts';
import { complete } from './complete.ts';
import type { Policies } from './policies.ts';
import { ANONYMOUS, type Grant } from './requirement.ts';
import { type Restricted, restrict } from './restrict.ts';

type GatewayInterface = ApolloServerOptionsWithGateway<Exchange>['gateway'];
/** Plans and executes one operation. */
export type Execute = ApolloGateway['executor'];
type RequestContext = Parameters<Execute>[0];

/** Different scope sets remembered per document; beyond it the oldest is cut anew. */
const GRANTS_PER_DOCUMENT = 100;

/**
 * ApolloGateway with scope enforcement in front of its planner: what the principal may not have is cut out before
 * anything is planned, so no subgraph is ever asked for it. What is left runs through `inner`.
 */
export function enforceScopes(gateway: ApolloGateway, policies: Policies, inner: Execute): GatewayInterface {
  const restricted = rememberRestrictions(policies);
  const execute = async (context: RequestContext): ReturnType<Execute> => {
    // ApolloGateway picks the operation in its own way; where ApolloServer found none, nothing may run.
    if (!context.operation)
      return {
        errors: [new GraphQLError('Name the operation to run: `operationName` matches none, or several are there.')],
      };
    // Before anything else, so that what cannot run is neither planned nor put on record as a reading.
    const wrong = wrongVariables(context);
    if (wrong) return { errors: wrong };
    const { bearer } = context.context as Exchange;
    const cut = restricted(context, bearer?.grant ?? ANONYMOUS);
    if (!cut) return completeNulls(await inner(context));
    const { document, queryHash, removed } = cut;
    const result = await inner({ ...context, document, queryHash });
    const { operationName, variables } = context.request;
    return complete(
      { schema: context.schema, document: context.document, operationName, variables },
      removed,
      completeNulls(result),
    );
  };
  return {
    onSchemaLoadOrUpdate: (listener) => gateway.onSchemaLoadOrUpdate(listener),
    load: async (options) => {
      await gateway.load(options);
      return { executor: execute };
    },
    stop: () => gateway.stop(),
  };
}

const wrongVariables = ({ schema, operation, request }: RequestContext): readonly GraphQLError[] | undefined =>
  operation?.variableDefinitions?.length
    ? getVariableValues(schema, operation.variableDefinitions, request.variables ?? {}).errors
    : undefined;

/** Documents live as long as ApolloServer's document cache keeps them; what was cut from them lives as long. */
function rememberRestrictions(policies: Policies) {
  const documents = new WeakMap<DocumentNode, Map<string, Restricted | null>>();
  return ({ document, schema }: RequestContext, grant: Grant): Restricted | null => {
    const grants = documents.get(document) ?? new Map<string, Restricted | null>();
    documents.set(document, grants);
    const known = grants.get(grant.key);
    if (known !== undefined) return known;
    const [oldest] = grants.keys();
    if (grants.size >= GRANTS_PER_DOCUMENT && oldest !== undefined) grants.delete(oldest);
    const cut = restrict(document, schema, policies, grant);
    grants.set(grant.key, cut);
    return cut;
  };
}

type Result = Awaited<ReturnType<Execute>>;

/**
 * A subgraph that gives null where the schema promises a value makes ApolloGateway answer null with no error, only an
 * extension. Nothing is refused silently here: it becomes an error.
 */
function completeNulls({ extensions, ...result }: Result): Result {
  const { valueCompletion, ...rest } = extensions ?? {};
  const kept = Object.keys(rest).length > 0 ? { ...result, extensions: rest } : result;
  return Array.isArray(valueCompletion)
    ? { ...kept, errors: [...(result.errors ?? []), ...(valueCompletion as GraphQLError[])] }
    : kept;
}
