// biome-ignore-all lint/style/noNonNullAssertion: typed arrays are indexed within their bounds, which the type cannot tell
import { Chain } from './chain.ts';
import { ChainCost, IMPOSSIBLE } from './chain-cost.ts';
import type { FlatProblem } from './flat-problem.ts';
import { NOWHERE } from './problem.ts';
import type { Random } from './random.ts';
import type { Timetable } from './timetable.ts';

/** How changes are drawn and accepted. */
export interface Tuning {
  /** What cannot be placed in this part of the budget is left out. */
  fillShare: number;
  /** Longer chains are seldom accepted and take long to weigh. */
  longestChain: number;
  /** Of 100 changes, those that may be as long; the others end at SHORT_CHAIN lessons. */
  longChains: number;
  /** Of 100 changes: those of the time alone and of the room alone; the rest change both. */
  timeOnly: number;
  roomOnly: number;
  /** Of 100 changes of the room, those to a room that another lesson of the series has. */
  sharedRoom: number;
  /** Of 100 changes, where there is a choice of teachers. */
  teacherToo: number;
  /** The first temperature, over the mean cost of the cheaper half of the changes for the worse in the first timetable. */
  hottest: number;
  /** The last temperature, over the first. */
  coldest: number;
  /** Rooms are not drawn that cost more than the series' cheapest by more than so many temperatures. */
  dearRoom: number;
}

export const TUNED: Tuning = {
  fillShare: 0.5,
  longestChain: 8,
  longChains: 30,
  timeOnly: 55,
  roomOnly: 10,
  sharedRoom: 50,
  teacherToo: 30,
  hottest: 1.5,
  coldest: 0.05,
  dearRoom: 10,
};

/** Most long chains end at something that cannot be moved, after much looking. */
const SHORT_CHAIN = 3;
/** So many changes are weighed to learn what changes cost. */
const SAMPLES = 5000;
/** Dear rooms are looked for again when the temperature has fallen by this factor. */
const COLDER = 0.95;

/** Simulated annealing: changes of placed lessons drawn at random, worse ones accepted with a probability that falls with the temperature. */
export class Annealing {
  readonly #timetable: Timetable;
  readonly #problem: FlatProblem;
  readonly #random: Random;
  readonly #tuning: Tuning;
  readonly #chain: Chain;
  readonly #chainCost: ChainCost;
  /** By series, how many of its rooms, the cheapest first, are worth a try. */
  readonly #worthRooms: Int32Array;
  #worthAt = Number.POSITIVE_INFINITY;
  /** Changes that were weighed. */
  weighed = 0;

  constructor(timetable: Timetable, random: Random, tuning: Tuning) {
    this.#tuning = tuning;
    this.#timetable = timetable;
    this.#problem = timetable.problem;
    this.#random = random;
    this.#chain = new Chain(timetable, tuning.longestChain);
    this.#chainCost = new ChainCost(timetable);
    const { from } = timetable.problem.allowedRooms;
    this.#worthRooms = from.slice(1).map((end, series) => end - from[series]!);
  }

  /** The temperature to begin with. It follows the problem's costs: doubling them all doubles it. */
  hottest(): number {
    const worse: number[] = [];
    // What is as dear as a lesson left out is not to be accepted, as long as there is another way.
    const dearest = Math.min(IMPOSSIBLE, this.#problem.unplacedCost);
    for (let i = 0; i < SAMPLES; i++) {
      if (!this.#propose()) continue;
      const delta = this.#chainCost.weigh(this.#chain);
      if (delta > 0 && delta < dearest) worse.push(delta);
    }
    const cheaper = worse.sort((a, b) => a - b).slice(0, Math.ceil(worse.length / 2));
    if (cheaper.length === 0) return this.#tuning.hottest;
    return (this.#tuning.hottest * cheaper.reduce((sum, delta) => sum + delta, 0)) / cheaper.length;
  }

  /** Draws no more from the rooms that are too dear at this temperature; asked before each round. */
  leaveOutDearRooms(temperature: number): void {
    if (temperature > this.#worthAt * COLDER) return;
    this.#worthAt = temperature;
    const { allowedRooms, roomCost, roomCount, seriesCount } = this.#problem;
    const { from, items } = allowedRooms;
    for (let series = 0; series < seriesCount; series++) {
      const costOf = (choice: number): number => roomCost[series * roomCount + items[from[series]! + choice]!]!;
      let worth = this.#worthRooms[series]!;
      if (worth === 0) continue;
      const most = costOf(0) + this.#tuning.dearRoom * temperature;
      while (costOf(worth - 1) > most) worth--;
      this.#worthRooms[series] = worth;
    }
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
    const { lessonCount, seriesOf, allowedStarts, allowedTeachers } = this.#problem;
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
    if (kind < roomOnly || kind >= roomOnly + timeOnly) room = this.#drawRoom(series, room);
    const choices = allowedTeachers.from[series + 1]! - allowedTeachers.from[series]!;
    if (choices > 1 && random.below(100) < teacherToo) teacher = this.#draw(allowedTeachers, series, teacher);
    if (start === starts[lesson] && room === rooms[lesson] && teacher === teachers[lesson]) return false;
    const { longestChain, longChains } = this.#tuning;
    this.#chain.longest = random.below(100) < longChains ? longestChain : Math.min(SHORT_CHAIN, longestChain);
    return this.#chain.propose(lesson, start, room, teacher);
  }

  /** Often a room that the series has already, so that it stays in few. Who has a dear room draws from all: any may be better. */
  #drawRoom(series: number, own: number): number {
    const { allowedRooms, lessonsFrom, roomCost, roomCount } = this.#problem;
    const { from, items } = allowedRooms;
    const first = from[series]!;
    let choices = this.#worthRooms[series]!;
    if (choices === 0) return own;
    const random = this.#random;
    if (random.below(100) < this.#tuning.sharedRoom) {
      const lessons = lessonsFrom[series]!;
      const room = this.#timetable.rooms[lessons + random.below(lessonsFrom[series + 1]! - lessons)]!;
      return room === NOWHERE ? own : room;
    }
    const row = series * roomCount;
    if (roomCost[row + own]! > roomCost[row + items[first + choices - 1]!]!) choices = from[series + 1]! - first;
    return items[first + random.below(choices)]!;
  }

  #draw({ from, items }: FlatProblem['allowedStarts'], series: number, otherwise: number): number {
    const first = from[series]!;
    const choices = from[series + 1]! - first;
    return choices === 0 ? otherwise : items[first + this.#random.below(choices)]!;
  }
}
