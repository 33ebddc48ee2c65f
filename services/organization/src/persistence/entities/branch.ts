import { aggregateProperties, tenantPolicies } from '@campusgraph/persistence';
import { defineEntity, p } from '@mikro-orm/core';

const branchSchema = defineEntity({
  name: 'Branch',
  tableName: 'branch',
  properties: {
    ...aggregateProperties,
    /** Its own id, so that whoever belongs to one branch does not see the next. */
    branchId: p.uuid(),
    regionId: p.uuid().index(),
    code: p.text(),
    name: p.text(),
    timeZone: p.text(),
    address: p.text().nullable(),
  },
  uniques: [{ name: 'branch_code', properties: ['organizationId', 'code'] }],
  ...tenantPolicies('branch', { branch: 'required', family: 'visible' }),
});

export class Branch extends branchSchema.class {}
branchSchema.setClass(Branch);
