import { daysOf, minuteOf, type SchoolDay } from './calendar.ts';
import { type HeldLesson, heldLessons } from './held-lesson.ts';
import type { ClassGroup, School, WeeklyTimetable, Wish } from './model.ts';

/** What a timetable costs, by the wish that it does not meet. */
export type WishCosts = Record<Wish, number>;

/** Plain and slow, as the wishes are worded in `Weights`. */
export function wishCosts(school: School, timetable: WeeklyTimetable): WishCosts {
  const { weights } = school;
  const days = daysOf(school.period);
  const lessons = heldLessons(school, timetable);
  const placed = lessons.filter(({ placement }) => placement !== null);
  const classes = [...Map.groupBy(placed, ({ classGroupId }) => classGroupId)];
  const fixedDays = (id: string | null) =>
    new Set(school.fixed.filter((each) => each.classGroupId === id).map(({ weekday }) => weekday));
  const teachers = school.teachers.map(({ id }) => lessons.filter(({ teacherId }) => teacherId === id));
  const teacherDays = teachers.flatMap((own) => [...Map.groupBy(own, ({ weekday }) => weekday).values()]);
  const needed = school.classGroups.flatMap((group) => Array<number>(group.lessonsPerWeek).fill(group.durationMinutes));
  const taught = school.fixed.filter(({ teacherId }) => teacherId !== null);
  const fair = evenShare([...needed, ...taught.map(({ durationMinutes }) => durationMinutes)], teachers.length);
  return {
    preferredTimes: weights.preferredTimes * placed.filter((lesson) => !isPreferred(lesson)).length,
    youngEarly: weights.youngEarly * sum(placed.map((lesson) => lateQuarters(school, lesson))),
    fewLost: weights.fewLost * sum(placed.map((lesson) => lostLessons(school, days, lesson))),
    spread:
      weights.spread *
      sum([
        ...classes.map(([id, own]) => daysShort(school, id, own)),
        ...placed.map(({ classGroupId, weekday }) => (fixedDays(classGroupId).has(weekday) ? 1 : 0)),
        // A class without any lesson placed is short of all its days.
        ...school.classGroups.filter(({ id }) => !classes.some(([own]) => own === id)).map(wantedDays),
      ]),
    sameRoom: weights.sameRoom * sum(classes.map(([, own]) => more(own, 'roomId'))),
    fewTeachers: weights.fewTeachers * sum(classes.map(([, own]) => more(own, 'teacherId'))),
    evenLoad: weights.evenLoad * sum(teachers.map((own) => Math.max(quartersHeld(own) - fair / 15, 0) ** 2)),
    teacherDays: weights.teacherDays * teacherDays.length,
    teacherWaits: weights.teacherWaits * sum(teacherDays.map(waitingQuarters)),
    childWaits: weights.childWaits * childrenWait(school, placed),
  };
}

function isPreferred({ group, weekday, start, end }: HeldLesson): boolean {
  const times = group?.preferredTimes ?? [];
  const covers = (each: ClassGroup['preferredTimes'][number]) =>
    each.weekday === weekday && minuteOf(each.startTime) <= start && end <= minuteOf(each.endTime);
  return times.length === 0 || times.some(covers);
}

function lateQuarters({ policy }: School, { group, end }: HeldLesson): number {
  const age = group?.youngestAge ?? null;
  return age === null || age > policy.youngAge ? 0 : Math.ceil(Math.max(end - policy.youngEndMinute, 0) / 15);
}

function lostLessons(school: School, days: readonly SchoolDay[], { branchId, weekday }: HeldLesson): number {
  const closings = school.branches.find(({ id }) => id === branchId)?.closingDays ?? [];
  if (closings.length === 0) return 0;
  return days.filter((day) => {
    return day.weekday === weekday && closings.some((each) => each.firstDay <= day.date && day.date <= each.lastDay);
  }).length;
}

const wantedDays = ({ lessonsPerWeek }: ClassGroup): number => Math.min(lessonsPerWeek, 7);

function daysShort({ classGroups }: School, classGroupId: string | null, own: readonly HeldLesson[]): number {
  const group = classGroups.find(({ id }) => id === classGroupId);
  const days = new Set(own.map(({ weekday }) => weekday)).size;
  return group === undefined ? 0 : Math.max(wantedDays(group) - days, 0);
}

const more = (own: readonly HeldLesson[], what: 'roomId' | 'teacherId'): number =>
  Math.max(new Set(own.map((each) => each[what]).filter((id) => id !== null)).size - 1, 0);

const evenShare = (minutes: readonly number[], teachers: number): number =>
  Math.ceil(sum(minutes) / Math.max(teachers, 1) / 30) * 30;

const quartersHeld = (own: readonly HeldLesson[]): number =>
  sum(own.map(({ heldFrom, heldTo }) => (heldTo - heldFrom) / 15));

/** Between the first lesson of a day and its last, less the lessons. */
const waitingQuarters = (day: readonly HeldLesson[]): number =>
  (Math.max(...day.map(({ heldTo }) => heldTo)) - Math.min(...day.map(({ heldFrom }) => heldFrom))) / 15 -
  quartersHeld(day);

/** Each child by itself: those of several classes by name, the other seats of a class as children of that class alone. */
function childrenWait({ students, classGroups }: School, placed: readonly HeldLesson[]): number {
  const byClass = Map.groupBy(placed, ({ classGroupId }) => classGroupId);
  const several = students.map((child) => [...new Set(child.classGroupIds)]).filter((ids) => ids.length > 1);
  const waits = (ids: readonly string[]) => {
    const days = Map.groupBy(
      ids.flatMap((id) => byClass.get(id) ?? []),
      ({ weekday }) => weekday,
    );
    return sum([...days.values()].map(waitingQuarters));
  };
  const named = Map.groupBy(several.flat(), (id) => id);
  const alone = ({ id, size }: ClassGroup) => Math.max(size - (named.get(id)?.length ?? 0), 0) * waits([id]);
  return sum(several.map(waits)) + sum(classGroups.map(alone));
}

const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0);
