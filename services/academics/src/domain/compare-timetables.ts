import type { Placement } from './timetabling/school/index.ts';

export type LessonAspect = 'TIME' | 'ROOM' | 'TEACHER';

/** A weekly lesson of a class in the one timetable and in the other; null where that one does not have it. */
export interface LessonPair {
  one: Placement | null;
  other: Placement | null;
  /** None where only one of the two has it. */
  changes: readonly LessonAspect[];
}

export interface ClassComparison {
  classGroupId: string;
  /** Lessons at the same time, in the same room, with the same teacher. */
  sameCount: number;
  /** The rest, in order of the week. */
  differences: readonly LessonPair[];
}

/** What is worth keeping together first: the same lesson, then the same time, then the same day. */
const LIKENESS: ((one: Placement, other: Placement) => boolean)[] = [
  (one, other) => changesOf(one, other).length === 0,
  (one, other) => isAtOnce(one, other) && (one.roomId === other.roomId || one.teacherId === other.teacherId),
  (one, other) => isAtOnce(one, other),
  (one, other) => one.weekday === other.weekday,
  () => true,
];

export type LessonDifference = LessonPair & Pick<ClassComparison, 'classGroupId'>;

/** Class by class. Which lesson of a class is its first means nothing, so the most alike of the two are told together. */
export function compareTimetables(one: readonly Placement[], other: readonly Placement[]): ClassComparison[] {
  const [ofOne, ofOther] = [one, other].map((all) => Map.groupBy(all, ({ classGroupId }) => classGroupId));
  const ids = new Set([...(ofOne?.keys() ?? []), ...(ofOther?.keys() ?? [])]);
  return [...ids].map((classGroupId) => {
    const pairs = pairsOf(ofOne?.get(classGroupId) ?? [], ofOther?.get(classGroupId) ?? []);
    const isSame = (pair: LessonPair) => pair.one !== null && pair.other !== null && pair.changes.length === 0;
    return {
      classGroupId,
      sameCount: pairs.filter(isSame).length,
      differences: pairs.filter((pair) => !isSame(pair)).toSorted((a, b) => weekTime(a) - weekTime(b)),
    };
  });
}

function pairsOf(one: readonly Placement[], other: readonly Placement[]): LessonPair[] {
  const pairs: LessonPair[] = [];
  const rest = new Set(other);
  let waiting = one.toSorted(byTime);
  for (const isAlike of LIKENESS)
    waiting = waiting.filter((lesson) => {
      const match = [...rest].toSorted(byTime).find((each) => isAlike(lesson, each));
      if (!match) return true;
      rest.delete(match);
      pairs.push({ one: lesson, other: match, changes: changesOf(lesson, match) });
      return false;
    });
  const alone = (lesson: Placement) => ({ one: lesson, other: null, changes: [] });
  return [...pairs, ...waiting.map(alone), ...[...rest].map((lesson) => ({ one: null, other: lesson, changes: [] }))];
}

const isAtOnce = (one: Placement, other: Placement): boolean =>
  one.weekday === other.weekday &&
  one.startMinute === other.startMinute &&
  one.durationMinutes === other.durationMinutes;

const changesOf = (one: Placement, other: Placement): LessonAspect[] => [
  ...(isAtOnce(one, other) ? [] : ['TIME' as const]),
  ...(one.roomId === other.roomId ? [] : ['ROOM' as const]),
  ...(one.teacherId === other.teacherId ? [] : ['TEACHER' as const]),
];

const minuteOfWeek = ({ weekday, startMinute }: Placement): number => weekday * 1440 + startMinute;
const byTime = (one: Placement, other: Placement): number => minuteOfWeek(one) - minuteOfWeek(other);
const weekTime = ({ one, other }: LessonPair): number => {
  const lesson = one ?? other;
  return lesson ? minuteOfWeek(lesson) : 0;
};
