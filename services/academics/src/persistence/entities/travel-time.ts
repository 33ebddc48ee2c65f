import { tenantPolicies } from '@campusgraph/persistence';
import { defineEntity, p } from '@mikro-orm/core';

const travelTimeSchema = defineEntity({
  name: 'TravelTime',
  tableName: 'travel_time',
  properties: {
    /** The lesser of the two ids: it is as far there as back. */
    lesserBranchId: p.uuid().primary(),
    greaterBranchId: p.uuid().primary(),
    organizationId: p.uuid().index(),
    minutes: p.integer(),
  },
  checks: [{ name: 'travel_time_pair', expression: 'lesser_branch_id < greater_branch_id' }],
  // A teacher comes from a branch that who plans does not see.
  ...tenantPolicies('travel_time', { branch: 'none', family: 'hidden' }),
});

/** What a teacher needs from one branch to another. */
export class TravelTime extends travelTimeSchema.class {}
travelTimeSchema.setClass(TravelTime);
