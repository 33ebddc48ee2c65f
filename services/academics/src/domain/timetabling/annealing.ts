// biome-ignore-all lint/style/noNonNullAssertion: typed arrays are indexed within their bounds, which the type cannot tell
import { Chain } from './chain.ts';
import { ChainCost, IMPOSSIBLE } from './chain-cost.ts';
import type { FlatProblem } from './flat-problem.ts';
import { NOWHERE } from './problem.ts';
import type { Random } from './random.ts';
import type { Timetable } from './timetable.ts';

/** How changes are drawn and accepted. */
export interface Tuning {
  /** Longer chains are seldom accepted and take long to weigh. */
  longestChain: number;
  /** Of 100 changes: those of the time alone and of the room alone; the rest change both. */
  timeOnly: number;
  roomOnly: number;
  /** Of 100 changes, where there is a choice of teachers. */
  teacherToo: number;
  /** The first temperature, over the lower quartile of what a change for the worse costs in the first timetable. */
  hottest: number;
  /** The last temperature, over the first. */
  coldest: number;
}

export const TUNED: Tuning = {
  longestChain: 8,
  timeOnly: 20,
  roomOnly: 15,
  teacherToo: 30,
  hottest: 4,
  coldest: 1 / 200,
};

/** So many changes are weighed to learn what changes cost. */
const SAMPLES = 5000;

/** Simulated annealing: changes of placed lessons drawn at random, worse ones accepted with a probability that falls with the temperature. */
export class Annealing {
  readonly #timetable: Timetable;
  readonly #problem: FlatProblem;
  readonly #random: Random;
  readonly #tuning: Tuning;
  readonly #chain: Chain;
  readonly #chainCost: ChainCost;
  /** Changes that were weighed. */
  weighed = 0;

  constructor(timetable: Timetable, random: Random, tuning: Tuning) {
    this.#tuning = tuning;
    this.#timetable = timetable;
    this.#problem = timetable.problem;
    this.#random = random;
    this.#chain = new Chain(timetable, tuning.longestChain);
    this.#chainCost = new ChainCost(timetable);
  }

  /** The temperature to begin with. It follows the problem's costs: doubling them all doubles it. */
  hottest(): number {
    const worse: number[] = [];
    for (let i = 0; i < SAMPLES; i++) {
      if (!this.#propose()) continue;
      const delta = this.#chainCost.weigh(this.#chain);
      if (delta > 0 && delta < IMPOSSIBLE) worse.push(delta);
    }
    worse.sort((a, b) => a - b);
    return this.#tuning.hottest * (worse[worse.length >> 2] ?? 1);
  }

  /** Tries one change; returns by how much the cost changed, or 0. */
  step(temperature: number): number {
    if (!this.#propose()) return 0;
    const delta = this.#chainCost.weigh(this.#chain);
    this.weighed++;
    if (delta > 0 && (delta >= IMPOSSIBLE || this.#random.fraction() >= Math.exp(-delta / temperature))) return 0;
    this.#chain.commit();
    return delta;
  }

  #propose(): boolean {
    const { lessonCount, seriesOf, allowedStarts, allowedRooms, allowedTeachers } = this.#problem;
    const { starts, rooms, teachers } = this.#timetable;
    const random = this.#random;
    const { roomOnly, timeOnly, teacherToo } = this.#tuning;
    const lesson = random.below(lessonCount);
    if (starts[lesson] === NOWHERE) return false;
    const series = seriesOf[lesson]!;
    let start = starts[lesson]!;
    let room = rooms[lesson]!;
    let teacher = teachers[lesson]!;
    const kind = random.below(100);
    if (kind >= roomOnly) start = this.#draw(allowedStarts, series, start);
    if (kind < roomOnly || kind >= roomOnly + timeOnly) room = this.#draw(allowedRooms, series, room);
    const choices = allowedTeachers.from[series + 1]! - allowedTeachers.from[series]!;
    if (choices > 1 && random.below(100) < teacherToo) teacher = this.#draw(allowedTeachers, series, teacher);
    if (start === starts[lesson] && room === rooms[lesson] && teacher === teachers[lesson]) return false;
    return this.#chain.propose(lesson, start, room, teacher);
  }

  #draw({ from, items }: FlatProblem['allowedStarts'], series: number, otherwise: number): number {
    const first = from[series]!;
    const choices = from[series + 1]! - first;
    return choices === 0 ? otherwise : items[first + this.#random.below(choices)]!;
  }
}
