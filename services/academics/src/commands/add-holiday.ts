import { newId, type UnitOfWork } from '@campusgraph/persistence';
import { checkHolidayDays } from '../domain/holiday.ts';
import { checkText } from '../domain/text.ts';
import { BranchCopy } from '../persistence/entities/branch-copy.ts';
import { Holiday } from '../persistence/entities/holiday.ts';
import { checkEverywhere } from './check-everywhere.ts';
import { found } from './found.ts';

export interface AddHoliday {
  branchId?: string | null | undefined;
  name: string;
  firstDay: string;
  lastDay: string;
}

/**
 * Days on which no lesson is scheduled any more, in one branch or in all; lessons that are scheduled already stay. Throws
 * INVALID_HOLIDAY, INVALID_TEXT, BRANCH_NOT_FOUND, ORGANIZATION_WIDE.
 */
export async function addHoliday(unit: UnitOfWork, input: AddHoliday): Promise<Holiday> {
  const { em, principal, now } = unit;
  const branchId = input.branchId ?? null;
  if (branchId) await found('Branch', branchId, em.findOne(BranchCopy, { branchId }));
  else checkEverywhere(unit, 'branchId');
  return em.create(Holiday, {
    id: newId(),
    organizationId: principal.organizationId,
    createdAt: now,
    branchId,
    name: checkText('name', input.name),
    ...checkHolidayDays(input),
  });
}
