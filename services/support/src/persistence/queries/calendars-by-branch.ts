import type { SqlEntityManager } from '@mikro-orm/postgresql';
import { type BusinessCalendar, SHIPPED_HOURS } from '../../domain/business-calendar.ts';
import { BranchCopy } from '../entities/branch-copy.ts';
import { BusinessCalendarVersion } from '../entities/business-calendar.ts';

/** A branch's hours as they are now. */
export interface BranchCalendar extends BusinessCalendar {
  branchId: string;
  /** 0: the shipped hours. */
  calendarVersion: number;
}

/** The calendars of these branches, the shipped hours where a branch never set its own; null where no branch is visible. */
export async function calendarsByBranch(
  em: SqlEntityManager,
  branchIds: readonly string[],
): Promise<(BranchCalendar | null)[]> {
  const where = { branchId: { $in: [...new Set(branchIds)] } };
  const branches = new Map((await em.find(BranchCopy, where)).map((branch) => [branch.branchId, branch]));
  // Ascending, so that the highest version of a branch is the one that stays in the map.
  const versions = await em.find(BusinessCalendarVersion, where, { orderBy: { calendarVersion: 'asc' } });
  const current = new Map(versions.map((version) => [version.branchId, version]));
  return branchIds.map((branchId) => {
    const branch = branches.get(branchId);
    if (!branch) return null;
    const { calendarVersion, weekly, specialDays } = current.get(branchId) ?? { ...SHIPPED_HOURS, calendarVersion: 0 };
    return { branchId, timeZone: branch.timeZone, calendarVersion, weekly, specialDays };
  });
}
