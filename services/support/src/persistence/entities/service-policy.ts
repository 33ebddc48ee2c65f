import { aggregateProperties, instant, oneOf, tenantPolicies } from '@campusgraph/persistence';
import { defineEntity, p } from '@mikro-orm/core';
import { TICKET_PRIORITIES, TICKET_TYPES } from '../../domain/service-policy.ts';

const servicePolicySchema = defineEntity({
  name: 'ServicePolicy',
  tableName: 'service_policy',
  properties: {
    ...aggregateProperties,
    /** Null: every branch. */
    branchId: p.uuid().nullable().index(),
    /** Null: every type. */
    ticketType: oneOf(...TICKET_TYPES).nullable(),
    /** `<branch or *>/<type or *>`: what the versions are counted within; a unique index takes two nulls for different. */
    policyKey: p.text(),
    policyVersion: p.integer(),
    validFrom: instant(),
    validTo: instant().nullable(),
    firstResponseMinutes: p.integer(),
    nextResponseMinutes: p.integer(),
    resolutionMinutes: p.integer(),
    reopenWindowDays: p.integer(),
    priority: oneOf(...TICKET_PRIORITIES),
  },
  indexes: [{ name: 'service_policy_created', properties: ['organizationId', 'createdAt', 'id'] }],
  uniques: [{ name: 'service_policy_version', properties: ['organizationId', 'policyKey', 'policyVersion'] }],
  ...tenantPolicies('service_policy', { branch: 'optional', family: 'visible' }),
});

/** One version of what is promised; a change ends it and begins another. */
export class ServicePolicy extends servicePolicySchema.class {}
servicePolicySchema.setClass(ServicePolicy);
