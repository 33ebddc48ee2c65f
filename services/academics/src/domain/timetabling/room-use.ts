// biome-ignore-all lint/style/noNonNullAssertion: typed arrays are indexed within their bounds, which the type cannot tell
import type { FlatRoomLimits } from './flat-bonds.ts';
import type { FlatProblem } from './flat-problem.ts';
import { NOWHERE } from './problem.ts';

/** Which rooms those use who may use few, counted along with every placing and removing. */
export class RoomUse {
  readonly #problem: FlatProblem;
  readonly limits: FlatRoomLimits;
  /** Lessons by limit × day × room; a limit of the whole week has all in its first day. */
  readonly #lessons: Uint16Array;
  /** Rooms with any, by limit × day. */
  readonly #different: Int32Array;
  /** How many limits, of a day or the week, are exceeded. */
  exceeded = 0;

  constructor(problem: FlatProblem, limits: FlatRoomLimits) {
    const { days, roomCount } = problem;
    this.#problem = problem;
    this.limits = limits;
    this.#lessons = new Uint16Array(limits.maxRooms.length * days * roomCount);
    this.#different = new Int32Array(limits.maxRooms.length * days);
  }

  mark(series: number, day: number, room: number, teacher: number, step: 1 | -1): void {
    if (room === NOWHERE) return;
    const { from, items } = this.limits.limitsOf;
    for (let k = from[series]!; k < from[series + 1]!; k++) this.#count(items[k]!, day, room, step);
    const limit = teacher === NOWHERE ? -1 : this.limits.limitOfTeacher[teacher]!;
    if (limit !== -1) this.#count(limit, day, room, step);
  }

  /** Whether a lesson in that room would be in one too many. */
  isOneTooMany(limit: number, day: number, room: number): boolean {
    const row = this.#row(limit, day);
    const { roomCount } = this.#problem;
    return this.#lessons[row * roomCount + room] === 0 && this.#different[row]! + 1 > this.limits.maxRooms[limit]!;
  }

  lessonsIn(limit: number, day: number, room: number): number {
    return this.#lessons[this.#row(limit, day) * this.#problem.roomCount + room]!;
  }

  #row(limit: number, day: number): number {
    return limit * this.#problem.days + (this.limits.perDay[limit] === 1 ? day : 0);
  }

  #count(limit: number, day: number, room: number, step: 1 | -1): void {
    const row = this.#row(limit, day);
    const cell = row * this.#problem.roomCount + room;
    const before = this.#lessons[cell]!;
    this.#lessons[cell] = before + step;
    const change = step === 1 ? Number(before === 0) : -Number(before === 1);
    if (change === 0) return;
    const most = this.limits.maxRooms[limit]!;
    const wasExceeded = this.#different[row]! > most;
    this.#different[row]! += change;
    this.exceeded += Number(this.#different[row]! > most) - Number(wasExceeded);
  }
}
