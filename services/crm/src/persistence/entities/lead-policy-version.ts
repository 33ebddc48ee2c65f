import { aggregateProperties, instant, tenantPolicies } from '@campusgraph/persistence';
import { defineEntity, p } from '@mikro-orm/core';
import type { LeadPolicy } from '../../domain/lead-policy.ts';

const leadPolicyVersionSchema = defineEntity({
  name: 'LeadPolicyVersion',
  tableName: 'lead_policy_version',
  properties: {
    ...aggregateProperties,
    /** 1, 2, 3 … within the organization; 0 is the shipped policy, which has no row. */
    number: p.integer(),
    /** Valid from then until the next version is. */
    validFrom: instant(),
    body: p.json<LeadPolicy>(),
  },
  uniques: [{ name: 'lead_policy_version_number', properties: ['organizationId', 'number'] }],
  ...tenantPolicies('lead_policy_version', { branch: 'none', family: 'hidden' }),
});

/** An organization's own rules of scoring and of the pool, never changed, only followed by the next version. */
export class LeadPolicyVersion extends leadPolicyVersionSchema.class {}
leadPolicyVersionSchema.setClass(LeadPolicyVersion);
