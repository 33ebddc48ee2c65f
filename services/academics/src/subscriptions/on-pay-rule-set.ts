import { payRuleSet } from '@campusgraph/contracts';
import { on } from '@campusgraph/events';
import { keepPayRule } from '../commands/keep-pay-rule.ts';

/** A plan for a day that goes otherwise says what it costs in pay. */
export const onPayRuleSet = on(payRuleSet, ({ data: { payRuleId, teacherId, amountFen, validFrom } }, unit) =>
  keepPayRule(unit, { payRuleId, teacherId, amountFen, validFrom }),
);
