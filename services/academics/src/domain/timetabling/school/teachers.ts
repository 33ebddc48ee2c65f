import type { Teacher } from '../problem.ts';
import { type Grid, minuteAt, slotsFor, weekdayOf } from './grid.ts';
import type { LostSlots } from './lost-slots.ts';
import type { HardRule, School } from './model.ts';
import { within } from './start-costs.ts';

export function teachersOf(school: School, grid: Grid, lost: LostSlots, without: ReadonlySet<HardRule>): Teacher[] {
  const { weights } = school;
  const quarters = grid.slotMinutes / 15;
  const fairSlots = slotsFor(grid, evenShareMinutes(school));
  return school.teachers.map(({ weeklyHours, absences, maxMinutesPerDay, maxMinutesPerWeek }) => {
    const off = weeklyHours === null || without.has('TEACHER_HOURS') ? [] : offSlots(grid, weeklyHours);
    const absent = without.has('TEACHER_ABSENCE') ? [] : lost.ofOutages(absences);
    return {
      closed: [...new Set([...off, ...absent])],
      ...(maxMinutesPerWeek !== null &&
        !without.has('TEACHER_WEEK') && { maxSlotsPerWeek: Math.floor(maxMinutesPerWeek / grid.slotMinutes) }),
      fairSlots,
      overloadCost: weights.evenLoad * quarters ** 2,
      day: {
        idleCost: weights.teacherWaits * quarters,
        dayCost: weights.teacherDays,
        ...(maxMinutesPerDay !== null &&
          !without.has('TEACHER_DAY') && { maxSlots: Math.floor(maxMinutesPerDay / grid.slotMinutes) }),
      },
    };
  });
}

/** All lessons divided by all teachers, to the next half hour. Whoever has more should not have much more. */
function evenShareMinutes({ classGroups, fixed, teachers }: School): number {
  const placed = classGroups.map(({ lessonsPerWeek, durationMinutes }) => lessonsPerWeek * durationMinutes);
  const taught = fixed.filter(({ teacherId }) => teacherId !== null);
  const all = [...placed, ...taught.map(({ durationMinutes }) => durationMinutes)].reduce((a, b) => a + b, 0);
  return Math.ceil(all / Math.max(teachers.length, 1) / 30) * 30;
}

const offSlots = (grid: Grid, weeklyHours: Parameters<typeof within>[0]): number[] =>
  Array.from({ length: 7 * grid.slotsPerDay }, (_, slot) => slot).filter((slot) => {
    const start = minuteAt(grid, slot);
    return !within(weeklyHours, weekdayOf(grid, slot), start, start + grid.slotMinutes);
  });
