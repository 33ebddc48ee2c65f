import type { Agenda, Conflict, Link, RoomLimit } from '../problem.ts';
import { type Grid, slotsFor } from './grid.ts';
import { type Line, lessonsOf } from './lines.ts';
import type { HardRule, School } from './model.ts';
import { sameClasses, youngClasses } from './same-classes.ts';

const seriesByClass = (lines: readonly Line[]): Map<string | null, number[]> => {
  const numbers = Map.groupBy(lines.keys(), (number) => lines[number]?.classGroupId ?? null);
  numbers.delete(null);
  return numbers;
};

/** What must not be at once: lessons of one class, and of classes that share a child. */
export function conflictsOf(
  school: School,
  grid: Grid,
  lines: readonly Line[],
  without: ReadonlySet<HardRule>,
): Conflict[] {
  const byClass = seriesByClass(lines);
  const gaps = new Map<number, number>();
  const keep = (a: number, b: number, gapSlots: number) => {
    const key = Math.min(a, b) * lines.length + Math.max(a, b);
    gaps.set(key, Math.max(gaps.get(key) ?? 0, gapSlots));
  };
  const travel = travelBetween(school);
  const gap = (a: number, b: number) =>
    without.has('STUDENT_TRAVEL') ? 0 : slotsFor(grid, travel(lines[a]?.branchId, lines[b]?.branchId));
  if (!without.has('CLASS_ONCE')) for (const own of byClass.values()) for (const [a, b] of pairs(own)) keep(a, b, 0);
  if (!without.has('STUDENT_ONCE'))
    for (const { classGroupIds } of sameClasses(school))
      for (const [one, other] of pairs(classGroupIds))
        for (const a of byClass.get(one) ?? []) for (const b of byClass.get(other) ?? []) keep(a, b, gap(a, b));
  const apart = without.has('LINKED') ? [] : school.links.filter(({ kind }) => kind === 'DIFFERENT_DAYS');
  for (const { classGroupId, otherClassGroupId } of apart)
    for (const a of byClass.get(classGroupId) ?? [])
      for (const b of byClass.get(otherClassGroupId) ?? []) keep(a, b, grid.slotsPerDay);
  return [
    ...[...gaps].map(([key, gapSlots]) => ({ a: Math.floor(key / lines.length), b: key % lines.length, gapSlots })),
    ...(without.has('CLASS_DAYS_APART') ? [] : daysApart(school, byClass)),
  ];
}

/** Where the lessons of a class are in several series: those that are fixed, and those to be placed. */
const daysApart = ({ classGroups }: School, byClass: ReturnType<typeof seriesByClass>): Conflict[] =>
  classGroups.flatMap(({ id, minDaysApart }) =>
    minDaysApart ? pairs(byClass.get(id) ?? []).map(([a, b]) => ({ a, b, daysApart: minDaysApart })) : [],
  );

/** Classes that stay in few rooms; those of fixed lessons count. */
export function roomLimitsOf(
  { classGroups }: School,
  lines: readonly Line[],
  without: ReadonlySet<HardRule>,
): RoomLimit[] {
  const byClass = seriesByClass(lines);
  return classGroups.flatMap(({ id, maxRooms = null }) =>
    maxRooms === null || without.has('CLASS_ROOMS') ? [] : [{ series: byClass.get(id) ?? [], maxRooms }],
  );
}

const pairs = <T>(all: readonly T[]): [T, T][] =>
  all.flatMap((one, i) => all.slice(i + 1).map((other): [T, T] => [one, other]));

export const agendasOf = (
  school: School,
  grid: Grid,
  lines: readonly Line[],
  without: ReadonlySet<HardRule>,
): Agenda[] => [
  ...waitingChildren(school, grid, lines),
  ...(without.has('YOUNG_ROW') ? [] : youngChildren(school, grid, lines)),
];

/** Days of young children, fixed lessons included. */
function youngChildren(school: School, grid: Grid, lines: readonly Line[]): Agenda[] {
  const { youngMaxMinutesInRow = null } = school.policy;
  if (youngMaxMinutesInRow === null) return [];
  const byClass = seriesByClass(lines);
  const day = { maxInRow: Math.floor(youngMaxMinutesInRow / grid.slotMinutes) };
  return youngClasses(school).map((ids) => ({ series: ids.flatMap((id) => byClass.get(id) ?? []), weight: 1, day }));
}

/** Children's days, of lessons that the search places. */
function waitingChildren(school: School, grid: Grid, lines: readonly Line[]): Agenda[] {
  const byClass = seriesByClass(lines.filter(({ fixed }) => fixed === null));
  const idleCost = school.weights.childWaits * (grid.slotMinutes / 15);
  return sameClasses(school).flatMap(({ classGroupIds, children }) => {
    const series = classGroupIds.flatMap((id) => byClass.get(id) ?? []);
    const lessons = series.reduce((sum, number) => sum + (lines[number]?.lessons ?? 0), 0);
    return lessons < 2 || idleCost === 0 ? [] : [{ series, weight: children, day: { idleCost } }];
  });
}

export function linksOf({ links }: School, lines: readonly Line[]): Link[] {
  const lessons = lessonsOf(lines);
  const lessonsByClass = Map.groupBy(lessons.keys(), (number) => lessons[number]?.line.classGroupId ?? null);
  return links.flatMap(({ kind, classGroupId, otherClassGroupId }) => {
    if (kind === 'DIFFERENT_DAYS') return [];
    const [own, other] = [classGroupId, otherClassGroupId].map((id) =>
      (lessonsByClass.get(id) ?? []).filter((number) => lessons[number]?.line.fixed === null),
    );
    return (own ?? []).flatMap((first, i) => {
      const second = other?.[i];
      const offsetSlots = kind === 'SAME_START' ? 0 : (lessons[first]?.line.durationSlots ?? 0);
      return second === undefined ? [] : [{ first, second, offsetSlots }];
    });
  });
}

/** Minutes from branch to branch; 0 where none are known. */
function travelBetween({ travel }: School): (from: string | undefined, to: string | undefined) => number {
  const minutes = new Map(
    travel.flatMap((each) => [
      [`${each.branchId} ${each.otherBranchId}`, each.minutes],
      [`${each.otherBranchId} ${each.branchId}`, each.minutes],
    ]),
  );
  return (from, to) => minutes.get(`${from} ${to}`) ?? 0;
}

export function travelSlots(school: School, grid: Grid): number[][] {
  const minutes = travelBetween(school);
  return school.branches.map((from) => school.branches.map((to) => slotsFor(grid, minutes(from.id, to.id))));
}
