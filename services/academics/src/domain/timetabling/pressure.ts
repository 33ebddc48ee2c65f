// biome-ignore-all lint/style/noNonNullAssertion: typed arrays are indexed within their bounds, which the type cannot tell
import type { FlatProblem } from './flat-problem.ts';

/**
 * How much is in the way of each series at each slot: the weights of the placed lessons that keep it from there, added up. Kept up with
 * every placing and removing, so that the places of a lesson need not all be looked into to find a good one.
 */
export class Pressure {
  readonly #problem: FlatProblem;
  /** By series × slot. */
  readonly on: Float64Array;
  /** What removing a lesson weighs. It grows while the lesson is out only. */
  readonly weights: Float64Array;

  constructor(problem: FlatProblem) {
    this.#problem = problem;
    this.on = new Float64Array(problem.seriesCount * problem.slots);
    this.weights = new Float64Array(problem.lessonCount).fill(1);
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
      for (let cell = row + Math.max(start - gapSlots[i]!, dayStart); cell < end; cell++) on[cell]! += weight;
      if (farDays[i] === 0) continue;
      const list = farDays[i]! * days + day;
      for (let k = nearDays.from[list]!; k < nearDays.from[list + 1]!; k++) {
        const first = row + nearDays.items[k]! * slotsPerDay;
        for (let cell = first; cell < first + slotsPerDay; cell++) on[cell]! += weight;
      }
    }
  }
}
