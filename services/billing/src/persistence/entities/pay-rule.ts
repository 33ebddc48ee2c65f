import { aggregateProperties, day, tenantPolicies } from '@campusgraph/persistence';
import { defineEntity, p } from '@mikro-orm/core';
import type { PayRule as Rule } from '../../domain/teacher-pay.ts';

const payRuleSchema = defineEntity({
  name: 'PayRule',
  tableName: 'pay_rule',
  properties: {
    ...aggregateProperties,
    teacherId: p.uuid(),
    rule: p.json<Extract<Rule, { kind: 'FIXED' }>>(),
    /** The first day, in the branch's zone, whose lessons it pays; the next rule's day ends it. */
    validFrom: day(),
  },
  uniques: [{ name: 'pay_rule_day', properties: ['organizationId', 'teacherId', 'validFrom'] }],
  ...tenantPolicies('pay_rule', { branch: 'none', family: 'hidden' }),
});

export class PayRule extends payRuleSchema.class {}
payRuleSchema.setClass(PayRule);
