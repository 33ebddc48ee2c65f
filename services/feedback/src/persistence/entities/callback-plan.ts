import { aggregateProperties, instant, oneOf, tenantPolicies } from '@campusgraph/persistence';
import { defineEntity, p } from '@mikro-orm/core';
import { CALLBACK_STAGES } from '../../domain/callback.ts';

const callbackPlanSchema = defineEntity({
  name: 'CallbackPlan',
  tableName: 'callback_plan',
  properties: {
    ...aggregateProperties,
    /** Null: every branch without a plan of its own. */
    branchId: p.uuid().nullable(),
    stage: oneOf(...CALLBACK_STAGES),
    /** Counts up from 1 per branch and stage; `version` is the row's lock. */
    edition: p.integer(),
    name: p.text(),
    dueWithinDays: p.integer(),
    script: p.text(),
    validFrom: instant(),
    validTo: instant().nullable(),
  },
  indexes: [
    {
      name: 'callback_plan_edition',
      expression:
        'create unique index "callback_plan_edition" on "callback_plan" ("organization_id", "branch_id", "stage", "edition") nulls not distinct',
    },
    { name: 'callback_plan_created', properties: ['organizationId', 'createdAt', 'id'] },
  ],
  ...tenantPolicies('callback_plan', { branch: 'optional', family: 'hidden' }),
});

export class CallbackPlan extends callbackPlanSchema.class {}
callbackPlanSchema.setClass(CallbackPlan);
