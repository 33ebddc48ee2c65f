import { DateTime } from 'luxon';
import type { LessonTime } from './lesson-time.ts';
import type { FixedLesson, Period } from './timetabling/school/index.ts';
import type { WeeklyPeriod } from './weekly-periods.ts';

interface Lesson extends LessonTime {
  id: string;
  branchId: string;
  classGroupId: string;
  roomId: string;
  teacherId: string;
}

/** What is on the timetable at that time of the week, and on how many of its days. */
export interface EarlierLesson {
  lesson: FixedLesson;
  isWeekly: boolean;
}

/** No timetable begins lessons earlier or has them later, and a day of the search holds no more quarters of an hour. */
const FIRST_MINUTE = 6 * 60;
const LAST_MINUTE = 21 * 60 + 30;

/** Lessons of one class at one time of the week are one; it is weekly when more than half of the period's weeks have it. */
export function earlierLessons(lessons: readonly Lesson[], { from, to }: Period, zone: string): EarlierLesson[] {
  const weeks = Math.max(Math.floor((DateTime.fromISO(to).diff(DateTime.fromISO(from), 'days').days + 1) / 7), 1);
  const alike = Map.groupBy(
    lessons.map((lesson) => atWeekTime(lesson, zone)),
    ({ id: _, ...rest }) => JSON.stringify(rest),
  );
  return [...alike.values()].flatMap((same) => {
    const [lesson] = same;
    return lesson && lesson.durationMinutes > 0 ? [{ lesson, isWeekly: same.length * 2 > weeks }] : [];
  });
}

/** Lessons of the week that a class needs and does not have. */
export const stillNeeded = (
  { id, weeklyNeed }: { id: string; weeklyNeed?: { lessonsPerWeek: number } | null | undefined },
  earlier: readonly EarlierLesson[],
): number => {
  const has = earlier.filter(({ lesson, isWeekly }) => isWeekly && lesson.classGroupId === id).length;
  return Math.max((weeklyNeed?.lessonsPerWeek ?? 0) - has, 0);
};

/** What of the periods lies inside a day as the search sees it. */
export const insideDay = (periods: readonly WeeklyPeriod[]): WeeklyPeriod[] =>
  periods
    .map((each) => ({ ...each, startTime: each.startTime < '06:00' ? '06:00' : each.startTime }))
    .filter(({ startTime, endTime }) => startTime < endTime);

function atWeekTime(
  { id, branchId, classGroupId, roomId, teacherId, startsAt, endsAt }: Lesson,
  zone: string,
): FixedLesson {
  const start = DateTime.fromJSDate(startsAt, { zone });
  const first = start.hour * 60 + start.minute;
  const last = first + (endsAt.getTime() - startsAt.getTime()) / 60_000;
  const startMinute = Math.max(first, FIRST_MINUTE);
  const durationMinutes = Math.min(last, LAST_MINUTE) - startMinute;
  return { id, classGroupId, branchId, weekday: start.weekday, startMinute, durationMinutes, roomId, teacherId };
}
