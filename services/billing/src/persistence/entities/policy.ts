import { aggregateProperties, instant, tenantPolicies } from '@campusgraph/persistence';
import { defineEntity, p } from '@mikro-orm/core';
import type { PolicyBodies, PolicyKind } from '../../domain/policy.ts';

const policySchema = defineEntity({
  name: 'Policy',
  tableName: 'policy',
  properties: {
    ...aggregateProperties,
    /** Null: the organization's; a branch's own goes before it. */
    branchId: p.uuid().nullable(),
    kind: p.text().$type<PolicyKind>(),
    /** Counts up per organization and kind; kept with every figure reckoned by it. */
    number: p.integer(),
    validFrom: instant(),
    body: p.json<PolicyBodies[PolicyKind]>(),
  },
  uniques: [{ name: 'policy_number', properties: ['organizationId', 'kind', 'number'] }],
  ...tenantPolicies('policy', { branch: 'optional', family: 'visible' }),
});

export class Policy extends policySchema.class {}
policySchema.setClass(Policy);
