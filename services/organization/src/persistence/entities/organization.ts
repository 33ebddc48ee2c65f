import { aggregateProperties, tenantPolicies } from '@campusgraph/persistence';
import { defineEntity, p } from '@mikro-orm/core';

const organizationSchema = defineEntity({
  name: 'Organization',
  tableName: 'organization',
  properties: {
    // Its organizationId is its own id, so that it lies under the same policy as everything in it.
    ...aggregateProperties,
    name: p.text(),
    timeZone: p.text(),
    locale: p.text(),
  },
  ...tenantPolicies('organization', { branch: 'none', family: 'visible', systemRole: 'organization_system' }),
});

export class Organization extends organizationSchema.class {}
organizationSchema.setClass(Organization);
