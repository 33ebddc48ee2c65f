import type { DayShape, Teacher } from '../problem.ts';
import { type Grid, minuteAt, slotsFor, weekdayOf } from './grid.ts';
import type { LostSlots } from './lost-slots.ts';
import type { HardRule, School, Teacher as SchoolTeacher } from './model.ts';
import { within } from './start-costs.ts';

export function teachersOf(school: School, grid: Grid, lost: LostSlots, without: ReadonlySet<HardRule>): Teacher[] {
  const { weights } = school;
  const quarters = grid.slotMinutes / 15;
  const fairSlots = slotsFor(grid, evenShareMinutes(school));
  return school.teachers.map((teacher) => {
    const { weeklyHours, absences, maxMinutesPerWeek } = teacher;
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
        ...dayLimits(grid, teacher, without),
      },
      week: weekLimits(grid, teacher, without),
      ...maxRooms(teacher, without),
    };
  });
}

function dayLimits({ slotMinutes }: Grid, teacher: SchoolTeacher, without: ReadonlySet<HardRule>): DayShape {
  const { maxMinutesPerDay, maxMinutesInRow = null, minMinutesPerDay = null } = teacher;
  return {
    ...(maxMinutesPerDay !== null &&
      !without.has('TEACHER_DAY') && { maxSlots: Math.floor(maxMinutesPerDay / slotMinutes) }),
    ...(maxMinutesInRow !== null &&
      !without.has('TEACHER_ROW') && { maxInRow: Math.floor(maxMinutesInRow / slotMinutes) }),
    ...(minMinutesPerDay !== null &&
      !without.has('TEACHER_SHORT_DAY') && { minSlots: Math.ceil(minMinutesPerDay / slotMinutes) }),
  };
}

function weekLimits({ slotMinutes, slotsPerDay }: Grid, teacher: SchoolTeacher, without: ReadonlySet<HardRule>) {
  const { maxDaysPerWeek = null, minRestMinutes = null } = teacher;
  const nightMinutes = 24 * 60 - slotsPerDay * slotMinutes;
  return {
    ...(maxDaysPerWeek !== null && !without.has('TEACHER_DAYS') && { maxDays: maxDaysPerWeek }),
    ...(minRestMinutes !== null &&
      !without.has('TEACHER_REST') && {
        restSlots: Math.max(Math.ceil((minRestMinutes - nightMinutes) / slotMinutes), 0),
      }),
  };
}

const maxRooms = ({ maxRoomsPerDay = null }: SchoolTeacher, without: ReadonlySet<HardRule>) =>
  maxRoomsPerDay === null || without.has('TEACHER_ROOMS') ? {} : { maxRoomsPerDay };

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
