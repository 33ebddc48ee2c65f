import { ApolloGateway } from '@apollo/gateway';
import { ApolloServer } from '@apollo/server';
import {
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import { createAccessLog } from './audit/access-log.ts';
import { auditAccesses } from './audit/audited-executor.ts';
import { readPersonalFields } from './audit/personal-fields.ts';
import type { SignPrincipal } from './authentication/principal-signer.ts';
import type { Exchange } from './exchange.ts';
import type { createFormatError } from './format-error.ts';
import { armorRules } from './limits/armor.ts';
import { createCostPlugin } from './limits/cost-plugin.ts';
import { createInputPlugin } from './limits/input-plugin.ts';
import { createIntrospectionPlugin } from './limits/introspection-plugin.ts';
import type { Limits } from './limits/limits.ts';
import { acceptableNames } from './limits/names.ts';
import { noSubscriptions } from './limits/no-subscriptions.ts';
import { oneAttempt } from './limits/one-attempt.ts';
import { acceptableLiterals } from './limits/values.ts';
import type { GatewayOptions } from './options.ts';
import { enforceScopes } from './scopes/enforcing-gateway.ts';
import { readPolicies } from './scopes/policies.ts';
import { createBulkhead } from './subgraphs/bulkhead.ts';
import { createDataSource } from './subgraphs/data-source.ts';
import { readSupergraph } from './supergraph.ts';

const SUBGRAPH_TIMEOUT_MS = 10_000;

export interface ApolloOptions
  extends Pick<
    GatewayOptions,
    'supergraphSdl' | 'send' | 'forwardHttp' | 'clock' | 'logger' | 'subgraphTimeoutMs' | 'openIntrospection'
  > {
  limits: Limits;
  signPrincipal: SignPrincipal;
  formatError: ReturnType<typeof createFormatError>;
}

/** The GraphQL server over the supergraph: limits, then scopes, then the audit, then planning and execution. */
export function createApolloServer(options: ApolloOptions): ApolloServer<Exchange> {
  const {
    send,
    forwardHttp,
    signPrincipal,
    limits,
    formatError,
    clock,
    logger,
    subgraphTimeoutMs: timeoutMs = SUBGRAPH_TIMEOUT_MS,
  } = options;
  const supergraph = readSupergraph(options.supergraphSdl);
  // ApolloGateway reads it when constructed, and would report to Apollo's servers.
  process.env.APOLLO_TELEMETRY_DISABLED = 'true';
  const gateway = new ApolloGateway({
    supergraphSdl: supergraph.executableSdl,
    buildService: ({ name }) =>
      createDataSource(name, {
        send,
        bulkhead: createBulkhead(limits.requests),
        signPrincipal,
        timeoutMs,
        clock,
        logger,
      }),
    __exposeQueryPlanExperimental: false,
    logger,
  });
  const recordAccess = createAccessLog({
    forwardHttp,
    signPrincipal,
    bulkhead: createBulkhead(limits.requests),
    timeoutMs,
    logger,
  });
  const audited = auditAccesses(gateway.executor, readPersonalFields(supergraph), recordAccess);
  const policies = readPolicies(supergraph);
  return new ApolloServer<Exchange>({
    gateway: enforceScopes(gateway, policies, audited),
    plugins: [
      createIntrospectionPlugin(options.openIntrospection ?? false),
      createInputPlugin(limits),
      createCostPlugin(limits.cost),
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
    ],
    validationRules: [
      ...armorRules(limits),
      acceptableNames(limits.nameCharacters),
      acceptableLiterals(limits),
      noSubscriptions,
      oneAttempt(policies),
    ],
    parseOptions: { maxTokens: limits.tokens },
    maxRecursiveSelections: limits.selections,
    hideSchemaDetailsFromClientErrors: true,
    allowBatchedHttpRequests: false,
    csrfPrevention: true,
    persistedQueries: false,
    introspection: true,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    formatError,
    logger,
  });
}
