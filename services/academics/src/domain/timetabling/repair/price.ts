// biome-ignore-all lint/style/noNonNullAssertion: typed arrays are indexed within their bounds, which the type cannot tell
import { type Board, NOWHERE, type Spot } from './board.ts';
import { dayOf } from './situation.ts';

/** What a change costs, in whole points; an organization may weigh otherwise. */
export interface Weights {
  /** A lesson that does not take place, and has no make-up. */
  cancelled: number;
  /** A lesson that changes, whatever of it, beside what follows. */
  change: number;
  /** At another time. */
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
  ...{ cancelled: 2000, change: 10, time: 90, room: 10, branch: 60, teacher: 50 },
  ...{ person: 2, day: 5, hour: 4 },
};

/** What it costs that a lesson is not where it was. Additive: people of two changed lessons count twice, which the points of a plan put right. */
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
    this.#home = lessons.map(({ usual }, lesson) => ({ ...board.spot(lesson), ...(usual && board.usualSpot(usual)) }));
    this.#people = Int32Array.from(lessons, (_, lesson) => ofClass[board.school.classOf[lesson]!]!);
    this.#times = new Uint32Array(lessons.length);
  }

  home(lesson: number): Spot {
    return this.#home[lesson]!;
  }

  isHome(lesson: number): boolean {
    return isSame(this.home(lesson), this.#board.spot(lesson));
  }

  /** Of a lesson at another time: for the change as such, too. */
  ofTime(lesson: number, start: number): number {
    const home = this.home(lesson).start;
    if (home === NOWHERE) return this.#unlikeOthers(lesson, start);
    if (home === start) return 0;
    const { situation } = this.#board.school;
    const days = Math.abs(dayOf(situation, start) - dayOf(situation, home));
    const clock = Math.abs((start % situation.slotsPerDay) - (home % situation.slotsPerDay));
    const hours = Math.ceil((clock * situation.slotMinutes) / 60);
    return this.#weights.change + this.#weights.time + days * this.#weights.day + hours * this.#weights.hour;
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
  ofChange(lesson: number, spot: Spot): number {
    const home = this.home(lesson);
    if (spot.start === NOWHERE) return this.#weights.cancelled;
    if (isSame(home, spot)) return 0;
    const parts = this.ofRoom(lesson, spot.room) + this.ofTeacher(lesson, spot.teacher);
    if (home.start === NOWHERE) return parts + this.ofTime(lesson, spot.start);
    return parts + (spot.start === home.start ? this.#weights.change : this.ofTime(lesson, spot.start));
  }

  ofSpot(lesson: number, spot: Spot): number {
    const home = this.home(lesson);
    const isNews = spot.start === NOWHERE || (home.start !== NOWHERE && !isSame(home, spot));
    return this.ofChange(lesson, spot) + (isNews ? this.ofPeople(lesson) : 0);
  }

  /** Of a new lesson: how far it is from the time of the week of the class's other new ones that have the same days. */
  #unlikeOthers(lesson: number, start: number): number {
    const { situation, lessonsOfClass, classOf } = this.#board.school;
    const week = 7 * situation.slotsPerDay;
    const daysOf = (other: number) => (situation.lessons[other]!.within?.from ?? 0) % week;
    let points = 0;
    for (const other of lessonsOfClass[classOf[lesson]!]!) {
      const otherStart = this.#board.starts[other]!;
      const isAlike = this.home(other).start === NOWHERE && daysOf(other) === daysOf(lesson);
      if (other === lesson || otherStart === NOWHERE || !isAlike) continue;
      const days = Math.abs(dayOf(situation, start % week) - dayOf(situation, otherStart % week));
      const clock = Math.abs((start % situation.slotsPerDay) - (otherStart % situation.slotsPerDay));
      points += days * this.#weights.day + Math.ceil((clock * situation.slotMinutes) / 60) * this.#weights.hour;
    }
    return points;
  }

  /** To drive a lesson away; dearer each time, so that two lessons do not take turns for ever. */
  ofDisplacing(lesson: number): number {
    const change = this.#weights.change + this.#weights.time;
    const first = this.isHome(lesson) ? change + this.ofPeople(lesson) : 1;
    return first + change * this.#times[lesson]!;
  }

  displaced(lesson: number): void {
    this.#times[lesson]!++;
  }

  forgetDisplaced(): void {
    this.#times.fill(0);
  }
}

const isSame = (one: Spot, other: Spot): boolean =>
  one.start === other.start && one.room === other.room && one.teacher === other.teacher;
