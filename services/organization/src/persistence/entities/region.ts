import { aggregateProperties, tenantPolicies } from '@campusgraph/persistence';
import { defineEntity, p } from '@mikro-orm/core';

const regionSchema = defineEntity({
  name: 'Region',
  tableName: 'region',
  properties: { ...aggregateProperties, name: p.text() },
  uniques: [{ name: 'region_name', properties: ['organizationId', 'name'] }],
  ...tenantPolicies('region', { branch: 'none', family: 'visible' }),
});

export class Region extends regionSchema.class {}
regionSchema.setClass(Region);
