import { conflict } from '@campusgraph/errors';
import { newId, type UnitOfWork, violates } from '@campusgraph/persistence';
import type { BusinessHours } from '../domain/business-calendar.ts';
import { checkHours } from '../domain/check-hours.ts';
import { BusinessCalendarVersion } from '../persistence/entities/business-calendar.ts';
import type { BranchCalendar } from '../persistence/queries/calendars-by-branch.ts';
import { recomputeClocks } from './recompute-clocks.ts';
import { calendarOf } from './ticket-work.ts';

export interface SetBusinessCalendar extends BusinessHours {
  branchId: string;
}

/** Other hours for a branch from now on, as a new version. Throws BRANCH_NOT_FOUND and what `checkHours` throws. */
export async function setBusinessCalendar(
  unit: UnitOfWork,
  { branchId, weekly, specialDays }: SetBusinessCalendar,
): Promise<{ businessCalendar: BranchCalendar; clocksRecomputed: number }> {
  const { em, principal, now } = unit;
  const hours = checkHours({ weekly, specialDays });
  const former = await calendarOf(unit, branchId);
  em.create(BusinessCalendarVersion, {
    id: newId(),
    organizationId: principal.organizationId,
    createdAt: now,
    branchId,
    calendarVersion: former.calendarVersion + 1,
    ...hours,
  });
  await em.flush().catch((error: unknown) => {
    throw violates(error, 'unique', 'business_calendar_version') ? changedMeanwhile() : error;
  });
  const clocksRecomputed = await recomputeClocks(unit, branchId);
  return { businessCalendar: await calendarOf(unit, branchId), clocksRecomputed };
}

const changedMeanwhile = () =>
  conflict('CONCURRENT_CHANGE', {
    en: 'Someone else changed these hours at the same moment. Load them again and retry.',
    'zh-CN': '他人刚刚修改了营业时间,请刷新后重试。',
  });
