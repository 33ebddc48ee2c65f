import type { UnitOfWork } from '@campusgraph/persistence';
import { PayRuleCopy } from '../persistence/entities/pay-rule-copy.ts';

/** Keeps what a lesson earns a teacher from a day on. A rule never changes, so in whichever order and however often they come. */
export async function keepPayRule(
  { em, principal }: UnitOfWork,
  rule: { payRuleId: string; teacherId: string; amountFen: number; validFrom: string },
): Promise<void> {
  await em.upsert(PayRuleCopy, { ...rule, organizationId: principal.organizationId });
}
