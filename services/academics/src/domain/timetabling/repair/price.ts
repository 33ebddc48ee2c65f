// biome-ignore-all lint/style/noNonNullAssertion: typed arrays are indexed within their bounds, which the type cannot tell
import { type Board, NOWHERE, type Spot } from './board.ts';
import { dayOf } from './situation.ts';

/** What a change costs, in whole points; an organization may weigh otherwise. */
export interface Weights {
  /** A lesson that does not take place, and has no make-up. */
  cancelled: number;
  /** A lesson at another time. */
  time: number;
  room: number;
  branch: number;
  teacher: number;
  /** Each guardian, student and teacher who has to be told. */
  person: number;
  /** Distance from the old time: each day, and each hour of the clock. */
  day: number;
  hour: number;
}

export const DEFAULT_WEIGHTS: Weights = {
  ...{ cancelled: 2000, time: 100, room: 20, branch: 60, teacher: 60 },
  ...{ person: 2, day: 5, hour: 4 },
};

/** What it costs that a lesson is not where it was. Additive: people of two changed lessons count twice, which `disruption` puts right. */
export class Price {
  readonly #board: Board;
  readonly #weights: Weights;
  readonly #home: readonly Spot[];
  readonly #people: Int32Array;
  readonly #times: Uint32Array;

  constructor(board: Board, weights: Weights) {
    const { lessons, classes, students } = board.school.situation;
    const guardians = new Map(students.map(({ id, guardianIds }) => [id, guardianIds.length]));
    const ofClass = classes.map(({ studentIds }) =>
      studentIds.reduce((sum, id) => sum + 1 + (guardians.get(id) ?? 0), 1),
    );
    this.#board = board;
    this.#weights = weights;
    this.#home = lessons.map((_, lesson) => board.spot(lesson));
    this.#people = Int32Array.from(lessons, (_, lesson) => ofClass[board.school.classOf[lesson]!]!);
    this.#times = new Uint32Array(lessons.length);
  }

  home(lesson: number): Spot {
    return this.#home[lesson]!;
  }

  isHome(lesson: number): boolean {
    const { start, room, teacher } = this.home(lesson);
    const { starts, rooms, teachers } = this.#board;
    return starts[lesson] === start && rooms[lesson] === room && teachers[lesson] === teacher;
  }

  ofTime(lesson: number, start: number): number {
    const home = this.home(lesson).start;
    if (home === NOWHERE || home === start) return 0;
    const { situation } = this.#board.school;
    const days = Math.abs(dayOf(situation, start) - dayOf(situation, home));
    const clock = Math.abs((start % situation.slotsPerDay) - (home % situation.slotsPerDay));
    const hours = Math.ceil((clock * situation.slotMinutes) / 60);
    return this.#weights.time + days * this.#weights.day + hours * this.#weights.hour;
  }

  ofRoom(lesson: number, room: number): number {
    const home = this.home(lesson).room;
    if (home === NOWHERE || home === room) return 0;
    const { roomBranch } = this.#board.school;
    return this.#weights.room + (roomBranch[home] === roomBranch[room] ? 0 : this.#weights.branch);
  }

  ofTeacher(lesson: number, teacher: number): number {
    const home = this.home(lesson).teacher;
    return home === NOWHERE || home === teacher ? 0 : this.#weights.teacher;
  }

  ofPeople(lesson: number): number {
    return this.#weights.person * this.#people[lesson]!;
  }

  /** Without the people who have to be told. */
  ofChange(lesson: number, { start, room, teacher }: Spot): number {
    if (start === NOWHERE) return this.#weights.cancelled;
    return this.ofTime(lesson, start) + this.ofRoom(lesson, room) + this.ofTeacher(lesson, teacher);
  }

  ofSpot(lesson: number, spot: Spot): number {
    const cost = this.ofChange(lesson, spot);
    return cost === 0 ? 0 : cost + this.ofPeople(lesson);
  }

  /** To drive a lesson away; dearer each time, so that two lessons do not take turns for ever. */
  ofDisplacing(lesson: number): number {
    const first = this.isHome(lesson) ? this.#weights.time + this.ofPeople(lesson) : 1;
    return first + this.#weights.time * this.#times[lesson]!;
  }

  displaced(lesson: number): void {
    this.#times[lesson]!++;
  }

  forgetDisplaced(): void {
    this.#times.fill(0);
  }
}
