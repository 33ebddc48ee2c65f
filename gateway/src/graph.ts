import type { ValidationRule } from 'graphql';
import { createAccessLog } from './audit/access-log.ts';
import { auditAccesses } from './audit/audited-executor.ts';
import { readPersonalFields } from './audit/personal-fields.ts';
import type { SignPrincipal } from './authentication/principal-signer.ts';
import type { createFormatError } from './format-error.ts';
import { armorRules } from './limits/armor.ts';
import { createCostLimit } from './limits/cost.ts';
import { createIntrospectionCheck } from './limits/introspection.ts';
import type { Limits } from './limits/limits.ts';
import { acceptableNames } from './limits/names.ts';
import { noSubscriptions } from './limits/no-subscriptions.ts';
import { oneAttempt } from './limits/one-attempt.ts';
import { boundedSelections } from './limits/selections.ts';
import { acceptableLiterals } from './limits/values.ts';
import { type Answer, createAnswer } from './operations/answer.ts';
import { createDocuments } from './operations/documents.ts';
import { startPlanner } from './operations/plan-and-execute.ts';
import type { GatewayOptions } from './options.ts';
import { enforceScopes } from './scopes/enforce-scopes.ts';
import { type Policies, readPolicies } from './scopes/policies.ts';
import { createBulkhead } from './subgraphs/bulkhead.ts';
import { createDataSource } from './subgraphs/data-source.ts';
import { readSupergraph } from './supergraph.ts';

const SUBGRAPH_TIMEOUT_MS = 10_000;

export interface GraphOptions
  extends Pick<
    GatewayOptions,
    'supergraphSdl' | 'send' | 'forwardHttp' | 'clock' | 'logger' | 'subgraphTimeoutMs' | 'openIntrospection'
  > {
  limits: Limits;
  signPrincipal: SignPrincipal;
  formatError: ReturnType<typeof createFormatError>;
}

/** The graph over the supergraph: limits, then scopes, then the audit, then planning and execution. */
export async function createGraph(options: GraphOptions): Promise<{ answer: Answer; stop(): Promise<void> }> {
  const { send, forwardHttp, signPrincipal, limits, formatError, clock, logger } = options;
  const timeoutMs = options.subgraphTimeoutMs ?? SUBGRAPH_TIMEOUT_MS;
  const supergraph = readSupergraph(options.supergraphSdl);
  const policies = readPolicies(supergraph);
  const bulkhead = () => createBulkhead(limits.requests);
  const planner = await startPlanner({
    supergraphSdl: supergraph.executableSdl,
    buildService: ({ name }) =>
      createDataSource(name, { send, bulkhead: bulkhead(), signPrincipal, timeoutMs, clock, logger }),
    __exposeQueryPlanExperimental: false,
    logger,
  });
  const { schema } = planner;
  const recordAccess = createAccessLog({ forwardHttp, signPrincipal, bulkhead: bulkhead(), timeoutMs, logger });
  const audited = auditAccesses(planner.execute, readPersonalFields(supergraph), recordAccess);
  const answer = createAnswer({
    schema,
    documents: createDocuments({ schema, rules: documentRules(limits, policies), limits }),
    limits,
    checkIntrospection: createIntrospectionCheck(options.openIntrospection ?? false),
    limitCost: createCostLimit(limits.cost),
    execute: enforceScopes(policies, audited),
    formatError,
  });
  return { answer, stop: planner.stop };
}

const documentRules = (limits: Limits, policies: Policies): ValidationRule[] => [
  ...armorRules(limits),
  acceptableNames(limits.nameCharacters),
  acceptableLiterals(limits),
  boundedSelections(limits.selections),
  noSubscriptions,
  oneAttempt(policies),
];
