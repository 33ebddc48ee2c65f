import { payRuleSet } from '@campusgraph/contracts';
import { conflict } from '@campusgraph/errors';
import { newId, type UnitOfWork, violates } from '@campusgraph/persistence';
import { checkFixedPay } from '../domain/teacher-pay.ts';
import { PayRule } from '../persistence/entities/pay-rule.ts';
import { checkTeacher } from './check-known.ts';

export interface SetPayRule {
  teacherId: string;
  amountFen: number;
  validFrom: string;
}

/** What a teacher earns for each lesson from a day on, and the fact of it. Throws INVALID_PAY_AMOUNT, TEACHER_NOT_FOUND, PAY_RULE_ALREADY_SET for that day. */
export async function setPayRule(unit: UnitOfWork, { teacherId, amountFen, validFrom }: SetPayRule): Promise<PayRule> {
  const { em, principal, now } = unit;
  checkFixedPay(amountFen);
  await checkTeacher(unit, teacherId);
  const rule = em.create(PayRule, {
    ...{ id: newId(), organizationId: principal.organizationId, createdAt: now, teacherId, validFrom },
    rule: { kind: 'FIXED', amountFen },
  });
  await em.flush().catch((error: unknown) => {
    throw violates(error, 'unique', 'pay_rule_day') ? alreadySet(teacherId, validFrom) : error;
  });
  const { id, version } = rule;
  const fact = { payRuleId: id, teacherId, kind: 'FIXED' as const, amountFen, validFrom, setAt: now.toISOString() };
  // A teacher works for the whole chain: the fact is of no branch.
  unit.record(payRuleSet, { id, version, branchId: null }, fact);
  return rule;
}

const alreadySet = (teacherId: string, validFrom: string) =>
  conflict(
    'PAY_RULE_ALREADY_SET',
    {
      en: `Teacher ${teacherId} has a pay rule from ${validFrom} already; choose another day.`,
      'zh-CN': `教师 ${teacherId} 已有自 ${validFrom} 起的课酬规则,请另选日期。`,
    },
    { teacherId, validFrom },
  );
