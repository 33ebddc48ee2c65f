import { invalid } from '@campusgraph/errors';
import { newId, type UnitOfWork } from '@campusgraph/persistence';
import { checkNumber } from '../domain/text.ts';
import { BranchCopy } from '../persistence/entities/branch-copy.ts';
import { SeatPolicy } from '../persistence/entities/seat-policy.ts';
import { checkEverywhere } from './check-everywhere.ts';
import { found } from './found.ts';

export interface SetSeatPolicy {
  branchId?: string | null | undefined;
  validFrom?: Date | null | undefined;
  offerHours: number;
  choiceCutOffHours: number;
}

/** A new version, from an instant that has not passed. Throws POLICY_IN_THE_PAST, INVALID_NUMBER, ORGANIZATION_WIDE, BRANCH_NOT_FOUND. */
export async function setSeatPolicy(unit: UnitOfWork, input: SetSeatPolicy): Promise<SeatPolicy> {
  const { em, principal, now } = unit;
  const branchId = input.branchId ?? null;
  if (branchId) await found('Branch', branchId, em.findOne(BranchCopy, { branchId }));
  else checkEverywhere(unit, 'branchId');
  const validFrom = input.validFrom ?? now;
  if (validFrom < now) throw inThePast(validFrom);
  return em.create(SeatPolicy, {
    ...{ id: newId(), organizationId: principal.organizationId, createdAt: now, branchId, validFrom },
    offerHours: checkNumber('offerHours', input.offerHours, [1, 720]),
    choiceCutOffHours: checkNumber('choiceCutOffHours', input.choiceCutOffHours, [0, 720]),
  });
}

const inThePast = (validFrom: Date) =>
  invalid(
    'POLICY_IN_THE_PAST',
    {
      en: `A policy cannot be valid from ${validFrom.toISOString()} (validFrom): that has passed.`,
      'zh-CN': `政策生效时间 ${validFrom.toISOString()}(validFrom)已过。`,
    },
    { validFrom: validFrom.toISOString() },
  );
