import { day, fen, tenantPolicies } from '@campusgraph/persistence';
import { defineEntity, p } from '@mikro-orm/core';

const payRuleCopySchema = defineEntity({
  name: 'PayRuleCopy',
  tableName: 'pay_rule_copy',
  properties: {
    payRuleId: p.uuid().primary(),
    organizationId: p.uuid(),
    teacherId: p.uuid(),
    amountFen: fen(),
    /** The first day, in the branch's zone, whose lessons it pays; the next rule's day ends it. */
    validFrom: day(),
  },
  indexes: [{ name: 'pay_rule_copy_day', properties: ['organizationId', 'teacherId', 'validFrom'] }],
  // As billing's: a teacher may be lent to any branch. Who may see pay is the scope's to say.
  ...tenantPolicies('pay_rule_copy', { branch: 'none', family: 'hidden' }),
});

/** What a lesson earns its teacher from a day on, from billing's `payRuleSet`. */
export class PayRuleCopy extends payRuleCopySchema.class {}
payRuleCopySchema.setClass(PayRuleCopy);
