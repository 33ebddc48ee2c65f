// biome-ignore-all lint/style/noNonNullAssertion: typed arrays are indexed within their bounds, which the type cannot tell
import type { FlatProblem } from './flat-problem.ts';
import { NOWHERE } from './problem.ts';

/** What is added to a weight grows: at so many raises for each bundle, it is e times as much. So the hard ones of long ago count for less. */
const MEMORY = 30;
/** Above this all weights are made smaller. */
const MOST_ADDED = 1e4;

/**
 * How much is in the way of each series at each start: the weights of the placed lessons that keep it from there, added up. Kept up with
 * every placing and removing, so that the places of a lesson need not all be looked into to find a good one.
 */
export class Pressure {
  readonly #problem: FlatProblem;
  /** By series × start. */
  readonly on: Float64Array;
  /**
   * What removing a lesson weighs: at least its slots, so that a long one may take the place of two short ones. It grows while the lesson
   * is out only.
   */
  readonly weights: Float64Array;
  #added = 1;

  constructor(problem: FlatProblem) {
    this.#problem = problem;
    this.on = new Float64Array(problem.seriesCount * problem.slots);
    this.weights = Float64Array.from(problem.seriesOf, (series) => problem.duration[series]!);
  }

  /** Makes lessons without a place weigh more. */
  raise(lessons: Int32Array, starts: Int32Array): void {
    const { seriesOf, duration } = this.#problem;
    for (const lesson of lessons) this.weights[lesson]! += this.#added * duration[seriesOf[lesson]!]!;
    this.#added *= 1 + 1 / (MEMORY * (this.#problem.bundles.from.length - 1));
    if (this.#added < MOST_ADDED) return;
    for (const [lesson, weight] of this.weights.entries())
      this.weights[lesson] = Math.max(weight / this.#added, duration[seriesOf[lesson]!]!);
    this.#added = 1;
    this.count(starts);
  }

  /** Anew, from all that is placed. */
  count(starts: Int32Array): void {
    this.on.fill(0);
    for (const [lesson, start] of starts.entries())
      if (start !== NOWHERE) this.mark(lesson, this.#problem.seriesOf[lesson]!, start, 1);
  }

  mark(lesson: number, series: number, start: number, step: 1 | -1): void {
    const { neighbours, gapSlots, farDays, nearDays, duration, slots, slotsPerDay, days, dayOfSlot } = this.#problem;
    const { on } = this;
    const weight = step * this.weights[lesson]!;
    const day = dayOfSlot[start]!;
    const dayStart = day * slotsPerDay;
    for (let i = neighbours.from[series]!; i < neighbours.from[series + 1]!; i++) {
      const row = neighbours.items[i]! * slots;
      const end = row + Math.min(start + duration[series]! + gapSlots[i]!, dayStart + slotsPerDay);
      const earliest = start - gapSlots[i]! - duration[neighbours.items[i]!]! + 1;
      for (let cell = row + Math.max(earliest, dayStart); cell < end; cell++) on[cell]! += weight;
      if (farDays[i] === 0) continue;
      const list = farDays[i]! * days + day;
      for (let k = nearDays.from[list]!; k < nearDays.from[list + 1]!; k++) {
        const first = row + nearDays.items[k]! * slotsPerDay;
        for (let cell = first; cell < first + slotsPerDay; cell++) on[cell]! += weight;
      }
    }
  }
}
