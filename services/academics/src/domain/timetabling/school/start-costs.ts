import type { WeeklyPeriod } from '../../weekly-periods.ts';
import { FORBIDDEN } from '../problem.ts';
import { minuteOf } from './calendar.ts';
import { type Grid, minuteAt, slotsFor, weekdayOf } from './grid.ts';
import type { LostSlots } from './lost-slots.ts';
import type { Branch, ClassGroup, HardRule, School } from './model.ts';

interface BranchDays {
  branch: Branch;
  /** Slots that the pattern cannot use. */
  closed: ReadonlySet<number>;
  /** Closing days by weekday. */
  closedCount: readonly number[];
}

export const branchDays = (school: School, lost: LostSlots): Map<string, BranchDays> =>
  new Map(
    school.branches.map((branch) => [
      branch.id,
      { branch, closed: new Set(lost.ofBranch(branch)), closedCount: lost.closedCount(branch) },
    ]),
  );

/** What it costs the class to start at each slot of the week, by hours, closing days and wishes. */
export function startCosts(
  { policy, weights, fixed }: School,
  grid: Grid,
  { branch, closed, closedCount }: BranchDays,
  group: ClassGroup,
  without: ReadonlySet<HardRule>,
): Int32Array {
  const { durationMinutes, preferredTimes, online, youngestAge } = group;
  const latestEnd = online ? policy.latestOnlineEndMinute : policy.latestEndMinute;
  const isYoung = youngestAge !== null && youngestAge <= policy.youngAge;
  const fixedDays = new Set(fixed.flatMap((each) => (each.classGroupId === group.id ? [each.weekday] : [])));
  const slotsLong = slotsFor(grid, durationMinutes);
  return Int32Array.from({ length: 7 * grid.slotsPerDay }, (_, slot) => {
    const weekday = weekdayOf(grid, slot);
    const start = minuteAt(grid, slot);
    const end = start + durationMinutes;
    const isOpen = branch.openingHours === null || within(branch.openingHours, weekday, start, end);
    if (!isOpen && !without.has('OPENING_HOURS')) return FORBIDDEN;
    if (end > latestEnd && !without.has('LATEST_END')) return FORBIDDEN;
    const isClosed = Array.from({ length: slotsLong }, (_, i) => slot + i).some((each) => closed.has(each));
    if (isClosed && !without.has('CLOSING_DAYS')) return FORBIDDEN;
    const isPreferred = preferredTimes.length === 0 || within(preferredTimes, weekday, start, end);
    const lateQuarters = isYoung ? Math.max(Math.ceil((end - policy.youngEndMinute) / 15), 0) : 0;
    return (
      (isPreferred ? 0 : weights.preferredTimes) +
      lateQuarters * weights.youngEarly +
      (closedCount[weekday] ?? 0) * weights.fewLost +
      (fixedDays.has(weekday) ? weights.spread : 0)
    );
  });
}

/** Does one of the periods hold it from its start to its end? */
export const within = (periods: readonly WeeklyPeriod[], weekday: number, start: number, end: number): boolean =>
  periods.some(
    (each) => each.weekday === weekday && minuteOf(each.startTime) <= start && end <= minuteOf(each.endTime),
  );
