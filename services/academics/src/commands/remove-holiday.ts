import type { UnitOfWork } from '@campusgraph/persistence';
import { Holiday } from '../persistence/entities/holiday.ts';
import { checkEverywhere } from './check-everywhere.ts';
import { found } from './found.ts';

/** Lessons may be held on those days after all. Throws HOLIDAY_NOT_FOUND, ORGANIZATION_WIDE. */
export async function removeHoliday(unit: UnitOfWork, { holidayId: id }: { holidayId: string }): Promise<Holiday> {
  const holiday = await found('Holiday', id, unit.em.findOne(Holiday, { id }));
  if (!holiday.branchId) checkEverywhere(unit, 'holidayId');
  unit.em.remove(holiday);
  return holiday;
}
