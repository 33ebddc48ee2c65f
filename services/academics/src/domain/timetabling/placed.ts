import { type Assignment, NOWHERE, type Series, type TimetablingProblem } from './problem.ts';

/** Every hard constraint, by what it keeps. */
export type Rule =
  | 'START_ALLOWED'
  | 'ROOM_ALLOWED'
  | 'ROOM_OPEN'
  | 'ROOM_ONCE'
  | 'TEACHER_ALLOWED'
  | 'TEACHER_FREE'
  | 'TEACHER_ONCE'
  | 'TEACHER_TRAVEL'
  | 'TEACHER_WEEK'
  | 'SERIES_ONCE'
  | 'DAYS_APART'
  | 'CONFLICT'
  | 'DAY_FULL'
  | 'DAY_IN_ROW'
  | 'DAY_SHORT'
  | 'WEEK_DAYS'
  | 'WEEK_REST'
  | 'WEEK_IDLE'
  | 'FEW_ROOMS'
  | 'SAME_HOUR'
  | 'LINK'
  | 'PINNED';

/** A placed lesson, with all that the rules ask about. */
export interface Placed {
  lesson: number;
  number: number;
  series: Series;
  start: number;
  end: number;
  day: number;
  room: number;
  teacher: number;
}

export type Broken = (rule: Rule, ...those: Placed[]) => void;

export function placedLessons({ series, slotsPerDay }: TimetablingProblem, assignment: Assignment): Placed[] {
  const numbers = series.flatMap(({ lessons }, number) => Array<number>(lessons).fill(number));
  return numbers.flatMap((number, lesson) => {
    const { [lesson]: start = NOWHERE } = assignment.starts;
    const { [number]: own } = series;
    if (start === NOWHERE || own === undefined) return [];
    const end = start + own.durationSlots;
    const day = Math.floor(start / slotsPerDay);
    const room = assignment.rooms[lesson] ?? NOWHERE;
    return [{ lesson, number, series: own, start, end, day, room, teacher: assignment.teachers[lesson] ?? NOWHERE }];
  });
}

export const allPairs = <T>(all: readonly T[]): [T, T][] =>
  all.flatMap((one, i) => all.slice(i + 1).map((other): [T, T] => [one, other]));

export const slotsOf = (those: readonly Placed[]): number => sum(those, ({ start, end }) => end - start);

export const distinct = (those: readonly Placed[], what: 'day' | 'room' | 'teacher'): number =>
  new Set(those.map((each) => each[what]).filter((value) => value !== NOWHERE)).size;

export const sum = <T>(items: readonly T[], amount: (item: T, index: number) => number): number =>
  items.reduce((total, item, index) => total + amount(item, index), 0);
