import { aggregateProperties, tenantPolicies } from '@campusgraph/persistence';
import { defineEntity, p } from '@mikro-orm/core';

const tenant = tenantPolicies('household', { branch: 'required', family: 'visible' });
const guardian = `(select nullif(current_setting('app.guardian', true), '')::uuid)`;
// A household has several guardians, so that "their own" is a question to the guardians' table.
const ownHousehold = `(${guardian} is null or id in (select household_id from guardian where guardian_id = ${guardian}))`;

const householdSchema = defineEntity({
  name: 'Household',
  tableName: 'household',
  properties: { ...aggregateProperties, branchId: p.uuid() },
  ...tenant,
  policies: [
    ...tenant.policies,
    { name: 'household_family', type: 'restrictive', using: ownHousehold, check: ownHousehold },
  ],
});

/** A family: its guardians and children. */
export class Household extends householdSchema.class {}
householdSchema.setClass(Household);
