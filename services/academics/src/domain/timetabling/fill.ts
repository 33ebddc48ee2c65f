// biome-ignore-all lint/style/noNonNullAssertion: typed arrays are indexed within their bounds, which the type cannot tell
import type { FlatProblem } from './flat-problem.ts';
import { Obstacles } from './obstacles.ts';
import { NOWHERE } from './problem.ts';
import type { Random } from './random.ts';
import type { Timetable } from './timetable.ts';

/** One removal of a lesson counts as much as this much preference, so that preferences only choose among equals. */
const REMOVAL = 1e6;

/**
 * Gives lessons without a place one, hardest first. Where all places are taken it removes what is in the way, preferring what was
 * removed least often so far. That waits behind all others, so that a few lessons that fight for one place do not keep the rest waiting.
 */
export class Filling {
  readonly #timetable: Timetable;
  readonly #problem: FlatProblem;
  readonly #random: Random;
  readonly #obstacles: Obstacles;
  /** How often each lesson was removed. */
  readonly #removals: Int32Array;
  /** Bundles without a place; the last is the next. */
  readonly #waiting: number[];

  constructor(timetable: Timetable, random: Random) {
    this.#timetable = timetable;
    this.#problem = timetable.problem;
    this.#random = random;
    this.#obstacles = new Obstacles(timetable);
    this.#removals = new Int32Array(timetable.problem.lessonCount);
    this.#waiting = easiestFirst(timetable);
  }

  get done(): boolean {
    return this.#waiting.length === 0;
  }

  /** Places one bundle. */
  step(): void {
    const bundle = this.#waiting.pop();
    if (bundle === undefined) return;
    const { bundles } = this.#problem;
    const members = bundles.items.subarray(bundles.from[bundle]!, bundles.from[bundle + 1]!);
    const origin = this.#bestOrigin(members);
    if (origin !== null && this.#placeAll(members, origin)) return;
    // Nothing that may be removed would make room. It waits behind all others.
    this.#waiting.unshift(bundle);
  }

  /** The members hold what they got while the next one looks for its own. */
  #placeAll(members: Int32Array, origin: number): boolean {
    const { bundleOffset } = this.#problem;
    const { pinned } = this.#timetable;
    let all = true;
    for (const lesson of members) {
      const { start, room, teacher, score } = this.#placeAt(
        lesson,
        origin + bundleOffset[lesson]!,
        Number.POSITIVE_INFINITY,
      );
      all &&= score !== Number.POSITIVE_INFINITY;
      if (!all) break;
      this.#removeObstacles(lesson, start, room, teacher);
      this.#timetable.place(lesson, start, room, teacher);
      pinned[lesson] = 1;
    }
    for (const lesson of members) {
      if (!all && pinned[lesson] === 1) this.#timetable.remove(lesson);
      pinned[lesson] = 0;
    }
    return all;
  }

  /** The start of the first member's bundle that costs least. */
  #bestOrigin(members: Int32Array): number | null {
    const { allowedStarts, seriesOf, bundleOffset, dayOfSlot } = this.#problem;
    const first = members[0]!;
    const series = seriesOf[first]!;
    let best: number | null = null;
    let bestScore = Number.POSITIVE_INFINITY;
    for (let k = allowedStarts.from[series]!; k < allowedStarts.from[series + 1]!; k++) {
      const origin = allowedStarts.items[k]! - bundleOffset[first]!;
      let score = this.#random.fraction();
      for (const lesson of members) {
        const start = origin + bundleOffset[lesson]!;
        score +=
          dayOfSlot[origin] === dayOfSlot[start]
            ? this.#placeAt(lesson, start, bestScore - score).score
            : Number.POSITIVE_INFINITY;
        if (score >= bestScore) break;
      }
      if (score >= bestScore) continue;
      best = origin;
      bestScore = score;
    }
    return best;
  }

  /** The best room and teacher for the lesson at that start; with the score Infinity where there are none, or none below the limit. */
  #placeAt(lesson: number, start: number, limit: number): Place {
    const { seriesOf, startCost, slots, allowedRooms, roomCost, roomCount } = this.#problem;
    const { allowedTeachers, teacherCost, teacherCount } = this.#problem;
    const series = seriesOf[lesson]!;
    const obstacles = this.#obstacles;
    obstacles.clear();
    if (!obstacles.addOfStart(lesson, start)) return noPlace(start);
    const score = startCost[series * slots + start]! + this.#weighObstacles();
    if (score >= limit) return noPlace(start);
    const room = this.#best(allowedRooms, series, (each) =>
      obstacles.addOfRoom(lesson, start, each) ? roomCost[series * roomCount + each]! : Number.POSITIVE_INFINITY,
    );
    if (score + room.score >= limit) return noPlace(start);
    const teacher = this.#best(allowedTeachers, series, (each) =>
      obstacles.addOfTeacher(lesson, start, each, room.id)
        ? teacherCost[series * teacherCount + each]!
        : Number.POSITIVE_INFINITY,
    );
    return { start, room: room.id, teacher: teacher.id, score: score + room.score + teacher.score };
  }

  #best(
    choices: FlatProblem['allowedRooms'],
    series: number,
    cost: (id: number) => number,
  ): { id: number; score: number } {
    const first = choices.from[series]!;
    const end = choices.from[series + 1]!;
    if (first === end) return { id: NOWHERE, score: 0 };
    let best = NOWHERE;
    let bestScore = Number.POSITIVE_INFINITY;
    for (let k = first; k < end; k++) {
      this.#obstacles.clear();
      const score = cost(choices.items[k]!) + this.#weighObstacles();
      if (score >= bestScore) continue;
      best = choices.items[k]!;
      bestScore = score;
      if (score === 0) break;
    }
    return { id: best, score: bestScore };
  }

  #weighObstacles(): number {
    let weight = 0;
    for (const lesson of this.#obstacles.lessons) weight += REMOVAL * (1 + this.#removals[lesson]!);
    return weight;
  }

  #removeObstacles(lesson: number, start: number, room: number, teacher: number): void {
    const { bundleOf, bundles } = this.#problem;
    const obstacles = this.#obstacles;
    obstacles.clear();
    obstacles.addOfStart(lesson, start);
    if (room !== NOWHERE) obstacles.addOfRoom(lesson, start, room);
    if (teacher !== NOWHERE) obstacles.addOfTeacher(lesson, start, teacher, room);
    for (const obstacle of obstacles.lessons) {
      this.#removals[obstacle]!++;
      const bundle = bundleOf[obstacle]!;
      if (this.#timetable.starts[obstacle] === NOWHERE) continue;
      for (let k = bundles.from[bundle]!; k < bundles.from[bundle + 1]!; k++) {
        const member = bundles.items[k]!;
        if (this.#timetable.starts[member] !== NOWHERE) this.#timetable.remove(member);
      }
      this.#waiting.unshift(bundle);
    }
  }
}

interface Place {
  start: number;
  room: number;
  teacher: number;
  score: number;
}

const noPlace = (start: number): Place => ({
  start,
  room: NOWHERE,
  teacher: NOWHERE,
  score: Number.POSITIVE_INFINITY,
});

/** Bundles that have no place, those with the fewest choices and the most neighbours last. */
function easiestFirst({ problem, starts }: Timetable): number[] {
  const { bundles, seriesOf, allowedStarts, neighbours, duration } = problem;
  const hardness = (bundle: number): number => {
    let least = Number.POSITIVE_INFINITY;
    for (let k = bundles.from[bundle]!; k < bundles.from[bundle + 1]!; k++) {
      const series = seriesOf[bundles.items[k]!]!;
      const choices = allowedStarts.from[series + 1]! - allowedStarts.from[series]!;
      const rivals = neighbours.from[series + 1]! - neighbours.from[series]!;
      least = Math.min(least, choices / ((1 + rivals) * duration[series]!));
    }
    return least;
  };
  return Array.from({ length: bundles.from.length - 1 }, (_, bundle) => ({ bundle, ease: hardness(bundle) }))
    .filter(({ bundle }) => starts[bundles.items[bundles.from[bundle]!]!] === NOWHERE)
    .sort((a, b) => b.ease - a.ease || a.bundle - b.bundle)
    .map(({ bundle }) => bundle);
}
