// biome-ignore-all lint/style/noNonNullAssertion: typed arrays are indexed within their bounds, which the type cannot tell
import type { FlatProblem } from './flat-problem.ts';
import { Obstacles } from './obstacles.ts';
import { Pressure } from './pressure.ts';
import { type Assignment, FORBIDDEN, NOWHERE } from './problem.ts';
import type { Random } from './random.ts';
import type { Timetable } from './timetable.ts';

/** One removal of a lesson counts as much as this much preference, so that preferences only choose among equals. */
const REMOVAL = 1e6;
/** When each bundle has been placed, and some of them once more, the rest is a puzzle. */
const FIRST_ROUND = 1.5;
/** So many steps for each bundle without a better timetable, and it goes on from the best. What it learned of the weights it keeps. */
const PATIENCE = 10;

/**
 * Gives lessons without a place one, hardest first. Where all places are taken it removes what is in the way and weighs least. A bundle
 * weighs more each time that it had to remove others, so that the hard ones keep their places and the easy ones look for new ones. What was
 * removed waits behind all others, so that a few that fight for one place do not keep the rest waiting; after a first round any may be next.
 */
export class Filling {
  readonly #timetable: Timetable;
  readonly #problem: FlatProblem;
  readonly #random: Random;
  readonly #obstacles: Obstacles;
  readonly #pressure: Pressure;
  /** Bundles without a place; in the first round the last is the next. */
  readonly #waiting: number[];
  #steps = 0;
  readonly #firstSteps: number;
  /** The timetable with the fewest lessons left out since the first round, and the step it was met at. */
  best: Assignment;
  #fewest = Number.POSITIVE_INFINITY;
  #bestStep = 0;
  readonly #membersOf: readonly Int32Array[];
  /** At least what each of a bundle's places would cost, by its number among the allowed starts. */
  #leastCosts = new Float64Array(0);

  constructor(timetable: Timetable, random: Random) {
    this.#timetable = timetable;
    this.#problem = timetable.problem;
    this.#random = random;
    this.#obstacles = new Obstacles(timetable);
    this.#pressure = new Pressure(timetable.problem);
    this.#pressure.count(timetable.starts);
    timetable.pressure = this.#pressure;
    this.#waiting = easiestFirst(timetable);
    this.#firstSteps = FIRST_ROUND * this.#waiting.length;
    this.best = timetable.copy();
    this.#membersOf = pickiestFirst(timetable.problem);
  }

  get done(): boolean {
    return this.#waiting.length === 0;
  }

  /** Whether those that were easy to place are placed. */
  get isPuzzle(): boolean {
    return this.#steps > this.#firstSteps;
  }

  /** Places one bundle. */
  step(): void {
    const bundle = this.#next();
    if (bundle === undefined) return;
    this.#steps++;
    if (this.isPuzzle && this.#hasGoneAstray()) {
      this.#timetable.restore(this.best);
      this.#waiting.splice(0, this.#waiting.length, ...easiestFirst(this.#timetable));
      return;
    }
    const members = this.#membersOf[bundle]!;
    const { origin, score } = this.#bestOrigin(members);
    if (score >= REMOVAL) this.#pressure.raise(members, this.#timetable.starts);
    if (origin !== null && this.#placeAll(members, origin)) return;
    // Nothing that may be removed would make room. It waits behind all others.
    this.#waiting.unshift(bundle);
  }

  /** Keeps the best timetable. Whether for long none was better. */
  #hasGoneAstray(): boolean {
    const { unplaced } = this.#timetable;
    const isBest = unplaced < this.#fewest;
    const isLate = this.#steps - this.#bestStep > PATIENCE * (this.#problem.bundles.from.length - 1);
    if (isBest) {
      this.#fewest = unplaced;
      this.best = this.#timetable.copy();
    }
    if (isBest || isLate) this.#bestStep = this.#steps;
    return isLate && !isBest;
  }

  #next(): number | undefined {
    const waiting = this.#waiting;
    const last = waiting.pop();
    if (last === undefined || waiting.length === 0 || !this.isPuzzle) return last;
    const drawn = this.#random.below(waiting.length + 1);
    if (drawn === waiting.length) return last;
    const bundle = waiting[drawn]!;
    waiting[drawn] = last;
    return bundle;
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

  /** The start of the first member's bundle that costs least. Looks into those first that may cost least, until none may be better. */
  #bestOrigin(members: Int32Array): { origin: number | null; score: number } {
    const { allowedStarts, seriesOf, bundleOffset } = this.#problem;
    const first = members[0]!;
    const from = allowedStarts.from[seriesOf[first]!]!;
    const count = allowedStarts.from[seriesOf[first]! + 1]! - from;
    if (this.#leastCosts.length < count) this.#leastCosts = new Float64Array(count);
    const least = this.#leastCosts;
    const originAt = (k: number) => allowedStarts.items[from + k]! - bundleOffset[first]!;
    for (let k = 0; k < count; k++) least[k] = this.#leastCost(members, originAt(k)) + this.#random.fraction();
    let best: number | null = null;
    let bestScore = Number.POSITIVE_INFINITY;
    for (;;) {
      let k = 0;
      for (let other = 1; other < count; other++) if (least[other]! < least[k]!) k = other;
      if (count === 0 || least[k]! >= bestScore) return { origin: best, score: bestScore };
      least[k] = Number.POSITIVE_INFINITY;
      const score = this.#weigh(members, originAt(k), bestScore);
      if (score >= bestScore) continue;
      best = originAt(k);
      bestScore = score;
    }
  }

  /** Less than a bundle costs there, or as much. */
  #leastCost(members: Int32Array, origin: number): number {
    const { bundleOffset, seriesOf, startCost, slots, dayOfSlot } = this.#problem;
    const { on } = this.#pressure;
    let removal = 0;
    let preference = 0;
    for (const lesson of members) {
      const start = origin + bundleOffset[lesson]!;
      const series = seriesOf[lesson]!;
      if (start < 0 || dayOfSlot[start] !== dayOfSlot[origin]) return Number.POSITIVE_INFINITY;
      const first = series * slots + start;
      if (startCost[first] === FORBIDDEN) return Number.POSITIVE_INFINITY;
      preference += startCost[first]!;
      removal += on[first]!;
    }
    return REMOVAL * removal + preference;
  }

  /** What a bundle would cost there; the limit or more where that is not worth knowing. */
  #weigh(members: Int32Array, origin: number, limit: number): number {
    const { bundleOffset } = this.#problem;
    let score = this.#random.fraction();
    for (const lesson of members) {
      score += this.#placeAt(lesson, origin + bundleOffset[lesson]!, limit - score).score;
      if (score >= limit) break;
    }
    return score;
  }

  /** The best room and teacher for the lesson at that start; with the score Infinity where there are none, or none below the limit. */
  #placeAt(lesson: number, start: number, limit: number): Place {
    const { seriesOf, startCost, slots, allowedRooms, roomCost, roomCount } = this.#problem;
    const { allowedTeachers, teacherCost, teacherCount } = this.#problem;
    const series = seriesOf[lesson]!;
    const obstacles = this.#obstacles;
    obstacles.clear();
    if (!obstacles.addOfStart(lesson, start)) return noPlace(start);
    const score = startCost[series * slots + start]! + this.#weighObstacles(0);
    if (score >= limit) return noPlace(start);
    const room = this.#best(allowedRooms, series, (each) =>
      obstacles.addOfRoom(lesson, start, each) ? roomCost[series * roomCount + each]! : Number.POSITIVE_INFINITY,
    );
    if (score + room.score >= limit) return noPlace(start);
    if (room.id !== NOWHERE) obstacles.addOfRoom(lesson, start, room.id);
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
    const known = this.#obstacles.lessons.length;
    let best = NOWHERE;
    let bestScore = Number.POSITIVE_INFINITY;
    for (let k = first; k < end; k++) {
      this.#obstacles.keep(known);
      const score = cost(choices.items[k]!) + this.#weighObstacles(known);
      if (score >= bestScore) continue;
      best = choices.items[k]!;
      bestScore = score;
      if (score === 0) break;
    }
    this.#obstacles.keep(known);
    return { id: best, score: bestScore };
  }

  /** Those listed from that one on. */
  #weighObstacles(from: number): number {
    const { lessons } = this.#obstacles;
    let weight = 0;
    for (let i = from; i < lessons.length; i++) weight += REMOVAL * this.#pressure.weights[lessons[i]!]!;
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

/** The lessons of each bundle, those that fewest rooms will do for first: the others choose from what is left. */
const pickiestFirst = ({ bundles, allowedRooms, seriesOf }: FlatProblem): Int32Array[] => {
  const rooms = (lesson: number) => allowedRooms.from[seriesOf[lesson]! + 1]! - allowedRooms.from[seriesOf[lesson]!]!;
  return Array.from({ length: bundles.from.length - 1 }, (_, bundle) =>
    bundles.items.slice(bundles.from[bundle]!, bundles.from[bundle + 1]!).sort((a, b) => rooms(a) - rooms(b)),
  );
};

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
