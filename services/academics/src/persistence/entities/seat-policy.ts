import { aggregateProperties, instant, tenantPolicies } from '@campusgraph/persistence';
import { defineEntity, p } from '@mikro-orm/core';

const seatPolicySchema = defineEntity({
  name: 'SeatPolicy',
  tableName: 'seat_policy',
  properties: {
    ...aggregateProperties,
    /** Null: every branch that has none of its own. */
    branchId: p.uuid().nullable(),
    validFrom: instant(),
    offerHours: p.integer(),
    choiceCutOffHours: p.integer(),
  },
  indexes: [{ name: 'seat_policy_created_at', properties: ['organizationId', 'createdAt', 'id'] }],
  checks: [
    {
      name: 'seat_policy_hours',
      expression: 'offer_hours between 1 and 720 and choice_cut_off_hours between 0 and 720',
    },
  ],
  ...tenantPolicies('seat_policy', { branch: 'optional', family: 'visible' }),
});

/** One version of a school's policy on seats. */
export class SeatPolicy extends seatPolicySchema.class {}
seatPolicySchema.setClass(SeatPolicy);
