import type { HeldLesson } from './held-lesson.ts';
import type { HardRule, School } from './model.ts';
import { youngClasses } from './same-classes.ts';

export type Broken = (rule: HardRule, ...lessons: HeldLesson[]) => void;

/** A rule is broken only where a lesson that the search placed has a part in it. */
const isOurs = (those: readonly HeldLesson[]): boolean => those.some(({ placement }) => placement !== null);

const byWeekday = (those: readonly HeldLesson[]): HeldLesson[][] => [
  ...Map.groupBy(those, ({ weekday }) => weekday).values(),
];

const roomsOf = (those: readonly HeldLesson[]): number =>
  new Set(those.flatMap(({ roomId }) => (roomId === null ? [] : [roomId]))).size;

/** Whether they are in too many rooms, and not because of fixed lessons alone. */
const isInTooMany = (those: readonly HeldLesson[], most: number): boolean =>
  roomsOf(those) > Math.max(most, roomsOf(those.filter(({ placement }) => placement === null)));

/** Days between the lessons of a class, and its rooms. */
export function checkClasses({ classGroups }: School, lessons: readonly HeldLesson[], broken: Broken): void {
  for (const { id, minDaysApart = null, maxRooms = null } of classGroups) {
    const own = lessons.filter(({ classGroupId }) => classGroupId === id);
    for (const [i, one] of own.entries())
      for (const other of own.slice(i + 1)) {
        const days = Math.abs(one.weekday - other.weekday);
        const isNear = Math.min(days, 7 - days) < (minDaysApart ?? 0);
        if (isNear && isOurs([one, other])) broken('CLASS_DAYS_APART', one, other);
      }
    if (maxRooms !== null && isInTooMany(own, maxRooms)) broken('CLASS_ROOMS', ...own);
  }
}

export function checkTeachersDays({ teachers }: School, lessons: readonly HeldLesson[], broken: Broken): void {
  for (const teacher of teachers) {
    const { id, minMinutesPerDay, maxMinutesInRow, maxDaysPerWeek, minRestMinutes, maxRoomsPerDay } = teacher;
    const own = lessons.filter(({ teacherId }) => teacherId === id);
    const days = byWeekday(own);
    const isOnFixedDays = days.filter((day) => !isOurs(day)).length;
    if (maxDaysPerWeek != null && days.length > Math.max(maxDaysPerWeek, isOnFixedDays)) broken('TEACHER_DAYS', ...own);
    for (const day of days) {
      if (minMinutesPerDay != null && isOurs(day) && heldMinutes(day) < minMinutesPerDay)
        broken('TEACHER_SHORT_DAY', ...day);
      if (maxMinutesInRow != null && hasLongRow(day, maxMinutesInRow)) broken('TEACHER_ROW', ...day);
      if (maxRoomsPerDay != null && isInTooMany(day, maxRoomsPerDay)) broken('TEACHER_ROOMS', ...day);
    }
    if (minRestMinutes != null) checkRest(own, minRestMinutes, broken);
  }
}

/** Sunday evening is before Monday morning. */
function checkRest(own: readonly HeldLesson[], minRestMinutes: number, broken: Broken): void {
  for (const evening of own)
    for (const morning of own) {
      if (morning.weekday !== (evening.weekday % 7) + 1 || !isOurs([evening, morning])) continue;
      if (24 * 60 - evening.end + morning.start < minRestMinutes) broken('TEACHER_REST', evening, morning);
    }
}

/** Young children, in all that they attend. */
export function checkYoung(school: School, lessons: readonly HeldLesson[], broken: Broken): void {
  const most = school.policy.youngMaxMinutesInRow ?? null;
  if (most === null) return;
  for (const ids of youngClasses(school))
    for (const day of byWeekday(lessons.filter(({ classGroupId }) => ids.includes(classGroupId ?? ''))))
      if (hasLongRow(day, most)) broken('YOUNG_ROW', ...day);
}

/** Whole slots, as a lesson holds them. */
const heldMinutes = (day: readonly HeldLesson[]): number =>
  day.reduce((sum, { heldFrom, heldTo }) => sum + heldTo - heldFrom, 0);

/** Whether some lessons, one of the search's among them, follow each other without a free slot for longer. */
function hasLongRow(day: readonly HeldLesson[], mostMinutes: number): boolean {
  let row: HeldLesson[] = [];
  for (const lesson of day.toSorted((a, b) => a.heldFrom - b.heldFrom)) {
    row = lesson.heldFrom > (row.at(-1)?.heldTo ?? 0) ? [lesson] : [...row, lesson];
    if (heldMinutes(row) > mostMinutes && isOurs(row)) return true;
  }
  return false;
}
