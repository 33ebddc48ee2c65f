// biome-ignore-all lint/style/noNonNullAssertion: indexed by numbers that the index gave out
import { Random } from '../random.ts';
import { Board, NOWHERE } from '../repair/board.ts';
import { Finder } from '../repair/finder.ts';
import { DEFAULT_WEIGHTS, Price } from '../repair/price.ts';
import { reseat } from '../repair/reseat.ts';
import { SchoolIndex } from '../repair/school-index.ts';
import { STRATEGIES, type Strategy } from '../repair/strategies.ts';
import { type DatedLesson, type LostLesson, lessonDates, type School, type WeeklyTimetable } from '../school/index.ts';
import { lostId, situationOf } from './situation-of.ts';
import { Term } from './term.ts';

export interface MadeUp {
  startsAt: Date;
  endsAt: Date;
  roomId: string;
  teacherId: string;
}

/** A lesson of the term that its date takes away, and where it is made up; null: nowhere. */
export type LostInTerm = Pick<LostLesson, 'classGroupId' | 'startsAt' | 'endsAt' | 'reason'> & {
  madeUp: MadeUp | null;
};

export const lostInTerm = (school: School, timetable: WeeklyTimetable): LostInTerm[] =>
  lessonDates(school, timetable).lost.map((lesson) => ({ ...lossOf(lesson), madeUp: null }));

export interface LossesOfClass {
  classGroupId: string;
  lostCount: number;
  madeUpCount: number;
}

/** The class with the most losses first. */
export const lossesByClass = (lost: readonly LostInTerm[]): LossesOfClass[] =>
  [...Map.groupBy(lost, ({ classGroupId }) => classGroupId)]
    .map(([classGroupId, own]) => {
      const madeUpCount = own.filter(({ madeUp }) => madeUp !== null).length;
      return { classGroupId, lostCount: own.length, madeUpCount };
    })
    .toSorted((a, b) => b.lostCount - a.lostCount || a.classGroupId.localeCompare(b.classGroupId));

/** Kept as JSON, with its instants. */
export const lostFromJson = (lost: readonly LostInTerm[]): LostInTerm[] =>
  lost.map(({ startsAt, endsAt, madeUp, ...rest }) => ({
    ...{ ...rest, startsAt: new Date(startsAt), endsAt: new Date(endsAt) },
    madeUp: madeUp && { ...madeUp, startsAt: new Date(madeUp.startsAt), endsAt: new Date(madeUp.endsAt) },
  }));

interface MakeUpOptions {
  seed: number;
  /** Nothing begins earlier. */
  notBefore: Date;
}

/** Placings tried for each lesson: the first is mostly where it stays. */
const STEPS_PER_LESSON = 4;

/**
 * Places what the term's dates take away within the term, with the same teacher and in the same branch: on a later day, or else
 * on any. No other lesson moves and no hard rule is broken; the nearest to the lost date is the best.
 */
export function makeUpLost(school: School, timetable: WeeklyTimetable, options: MakeUpOptions): LostInTerm[] {
  const { lessons, lost } = lessonDates(school, timetable);
  const inRooms = lost.filter(({ roomId }) => roomId !== null);
  if (inRooms.length === 0) return lost.map((lesson) => ({ ...lossOf(lesson), madeUp: null }));
  const term = new Term(school);
  const situation = situationOf(school, term, { lessons, lost: inRooms }, options.notBefore);
  const board = new Board(new SchoolIndex(situation));
  const price = new Price(board, DEFAULT_WEIGHTS);
  const number = new Map(inRooms.map((lesson, n) => [lesson, board.school.lesson.get(lostId(n))!]));
  const waiting = [...number.values()];
  for (const lesson of waiting) board.remove(lesson);
  const finder = new Finder(board, price);
  for (const code of ['MAKE_UP_LATER', 'OTHER_TIMES'] as const) {
    const homeless = waiting.filter((lesson) => board.starts[lesson] === NOWHERE);
    const freedomOf = strategy(code).freedomOf({ situation, price, until: null, everyMinutes: 30 });
    const random = new Random(options.seed);
    const context = { board, price, finder, random, freedomOf, goesOn: () => true };
    reseat(context, homeless, STEPS_PER_LESSON * homeless.length);
  }
  return lost.map((lesson) => {
    const place = number.has(lesson) ? board.placeOf(number.get(lesson)!) : null;
    if (place === null) return { ...lossOf(lesson), madeUp: null };
    const { roomId, teacherId } = place;
    const startsAt = term.instantAt(place.start);
    const endsAt = new Date(startsAt.getTime() + lesson.durationMinutes * 60_000);
    return { ...lossOf(lesson), madeUp: { startsAt, endsAt, roomId, teacherId } };
  });
}

const strategy = (wanted: Strategy['code']): Strategy => STRATEGIES.find(({ code }) => code === wanted)!;

const lossOf = ({ classGroupId, startsAt, endsAt, reason }: DatedLesson & Pick<LostLesson, 'reason'>) => ({
  ...{ classGroupId, startsAt, endsAt, reason },
});
