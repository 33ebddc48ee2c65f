// biome-ignore-all lint/style/noNonNullAssertion: indexed by numbers that the index gave out
import { notFound } from '@campusgraph/errors';
import { Board } from './board.ts';
import { Finder, type Freedom } from './finder.ts';
import { DEFAULT_WEIGHTS, Price, type Weights } from './price.ts';
import { SchoolIndex } from './school-index.ts';
import { dayOf, type Place, type Situation } from './situation.ts';

export interface SuggestOptions {
  first: number;
  weights?: Weights;
  /** Slots of the grid; the lesson's own time of day is tried besides. */
  from?: number;
  to?: number;
  rooms?: Freedom['rooms'];
  teachers?: Freedom['teachers'];
  /** Starts are tried on multiples of it; 30 unless told. */
  everyMinutes?: number;
}

export interface Suggestion {
  place: Place;
  /** Points of `Weights`; the least is the best. */
  cost: number;
  changes: ('TIME' | 'ROOM' | 'TEACHER')[];
}

/**
 * Free places for one lesson, the least disruption first: for each time the cheapest room and teacher. No other lesson moves, no hard
 * constraint is broken. Throws LESSON_NOT_FOUND.
 */
export function suggestSlots(situation: Situation, lessonId: string, options: SuggestOptions): Suggestion[] {
  const school = new SchoolIndex(situation);
  const lesson = school.lesson.get(lessonId);
  if (lesson === undefined) throw notFound('Lesson', lessonId);
  const board = new Board(school);
  const price = new Price(board, options.weights ?? DEFAULT_WEIGHTS);
  const { start, room, teacher } = board.spot(lesson);
  board.remove(lesson);
  const { rooms = 'SAME_BRANCH', teachers = 'ANY', first } = options;
  const freedom = { starts: starts(situation, start, options), rooms, teachers, mayDisplace: false };
  return [...new Finder(board, price).options(lesson, freedom)]
    .filter((one) => one.cost > 0 || start < 0)
    .sort((a, b) => a.cost - b.cost || a.start - b.start)
    .slice(0, first)
    .map((one) => ({
      place: {
        start: one.start,
        roomId: situation.rooms[one.room]!.id,
        teacherId: situation.teachers[one.teacher]!.id,
      },
      cost: one.cost,
      changes: [
        ...(one.start === start ? [] : ['TIME' as const]),
        ...(one.room === room ? [] : ['ROOM' as const]),
        ...(one.teacher === teacher ? [] : ['TEACHER' as const]),
      ],
    }));
}

/** On the half hours, and at the lesson's own time on other days. */
export function starts(
  situation: Situation,
  own: number,
  { from = 0, to = situation.days * situation.slotsPerDay, everyMinutes = 30 }: Partial<SuggestOptions>,
): number[] {
  const { days, slotsPerDay, slotMinutes, nowSlot } = situation;
  const every = Math.max(Math.round(everyMinutes / slotMinutes), 1);
  const isTried = (slot: number) => slot % every === 0 || (own >= 0 && slot % slotsPerDay === own % slotsPerDay);
  const firstDay = Math.max(dayOf(situation, Math.max(from, nowSlot)), 0);
  const found: number[] = [];
  for (let day = firstDay; day < days; day++)
    for (let slot = 0; slot < slotsPerDay; slot++) {
      const start = day * slotsPerDay + slot;
      if (start >= from && start < to && isTried(slot)) found.push(start);
    }
  return found;
}
