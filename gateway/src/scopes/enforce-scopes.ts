import type { DocumentNode, ExecutionResult, GraphQLError } from 'graphql';
import type { Execute, Operation } from '../operations/operation.ts';
import { complete } from './complete.ts';
import type { Policies } from './policies.ts';
import { ANONYMOUS, type Grant } from './requirement.ts';
import { type Restricted, restrict } from './restrict.ts';

/** Different scope sets remembered per document; beyond it the oldest is cut anew. */
const GRANTS_PER_DOCUMENT = 100;

/**
 * Scope enforcement in front of the planner: what the principal may not have is cut out before anything is planned, so no
 * subgraph is ever asked for it. What is left runs through `inner`.
 */
export function enforceScopes(policies: Policies, inner: Execute): Execute {
  const restricted = rememberRestrictions(policies);
  return async (asked) => {
    const cut = restricted(asked, asked.exchange.bearer?.grant ?? ANONYMOUS);
    if (!cut) return completeNulls(await inner(asked));
    const { document, queryHash, removed } = cut;
    const result = await inner({ ...asked, document, queryHash });
    return complete(asked, removed, completeNulls(result));
  };
}

/** Documents are remembered as long as they are asked for; what was cut from them lives as long. */
function rememberRestrictions(policies: Policies) {
  const documents = new WeakMap<DocumentNode, Map<string, Restricted | null>>();
  return ({ document, schema }: Operation, grant: Grant): Restricted | null => {
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

/**
 * A subgraph that gives null where the schema promises a value makes ApolloGateway answer null with no error, only an
 * extension. Nothing is refused silently here: it becomes an error.
 */
function completeNulls({ extensions, ...result }: ExecutionResult): ExecutionResult {
  const { valueCompletion, ...rest } = extensions ?? {};
  const kept = Object.keys(rest).length > 0 ? { ...result, extensions: rest } : result;
  return Array.isArray(valueCompletion)
    ? { ...kept, errors: [...(result.errors ?? []), ...(valueCompletion as GraphQLError[])] }
    : kept;
}
