import { invalid } from '@campusgraph/errors';
import { newId, type UnitOfWork } from '@campusgraph/persistence';
import { checkPolicy, onlyPolicy } from '../domain/check-policy.ts';
import type { DeductionPolicy, RefundPolicy, RevenuePolicy, SalesPolicy } from '../domain/policy.ts';
import { Policy } from '../persistence/entities/policy.ts';
import { nextOfSeries } from '../persistence/queries/next-number.ts';
import { checkBranch } from './check-known.ts';

export interface SetPolicy {
  branchId?: string | null | undefined;
  validFrom?: Date | null | undefined;
  deduction?: DeductionPolicy | null | undefined;
  revenue?: RevenuePolicy | null | undefined;
  refund?: RefundPolicy | null | undefined;
  sales?: SalesPolicy | null | undefined;
}

/**
 * A new version of one policy, from an instant that has not passed. Throws ONE_POLICY_AT_A_TIME, POLICY_IN_THE_PAST,
 * INVALID_POLICY, BRANCH_NOT_FOUND.
 */
export async function setPolicy(unit: UnitOfWork, input: SetPolicy): Promise<Policy> {
  const { em, principal, now } = unit;
  const given = onlyPolicy({
    DEDUCTION: input.deduction,
    REVENUE: input.revenue,
    REFUND: input.refund,
    SALES: input.sales,
  });
  checkPolicy(given);
  const validFrom = input.validFrom ?? now;
  if (validFrom < now) throw inThePast(validFrom);
  if (input.branchId) await checkBranch(unit, input.branchId);
  return em.create(Policy, {
    ...{ id: newId(), organizationId: principal.organizationId, createdAt: now, branchId: input.branchId ?? null },
    ...{ kind: given.kind, body: given.body, validFrom },
    number: await nextOfSeries(unit, given.kind),
  });
}

const inThePast = (validFrom: Date) =>
  invalid(
    'POLICY_IN_THE_PAST',
    {
      en: `A policy cannot be valid from ${validFrom.toISOString()}: that has passed.`,
      'zh-CN': `政策生效时间 ${validFrom.toISOString()} 已过。`,
    },
    { validFrom: validFrom.toISOString() },
  );
