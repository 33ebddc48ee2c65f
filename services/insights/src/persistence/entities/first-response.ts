import { day, tenantPolicies } from '@campusgraph/persistence';
import { defineEntity, p } from '@mikro-orm/core';

/** How long a customer waited for the first human answer, in business minutes: a median cannot be made of daily sums. */
const firstResponseSchema = defineEntity({
  name: 'FirstResponse',
  tableName: 'first_response',
  properties: {
    ticketId: p.uuid().primary(),
    organizationId: p.uuid(),
    branchId: p.uuid(),
    /** When it was answered, in the branch's zone. */
    day: day(),
    minutes: p.integer(),
  },
  indexes: [{ name: 'first_response_day', properties: ['organizationId', 'branchId', 'day'] }],
  ...tenantPolicies('first_response', { branch: 'required', family: 'hidden' }),
});

export class FirstResponse extends firstResponseSchema.class {}
firstResponseSchema.setClass(FirstResponse);
