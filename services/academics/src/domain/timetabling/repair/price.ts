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
  /**
   * Each ten yuan, begun, that a lesson earns its teacher more than it did before, or than the usual teacher would; 0: pay does not
   * matter. Lesson by lesson, and what is saved counts nothing: neither a cancelled lesson nor a cheaper teacher makes up for a
   * disturbed family, and no lesson that is dearer is hidden behind one that is dropped. What is unknown counts nothing either.
   */
  pay: number;
}

/**
 * `pay` decides between substitutes who are else alike, and hardly more: a lesson that is ¥100 dearer weighs as much as another room or
 * five people to be told, and it takes above ¥400 before the families of a lesson get another time rather than a substitute.
 */
export const DEFAULT_WEIGHTS: Weights = {
  ...{ cancelled: 2000, change: 10, time: 90, room: 10, branch: 60, teacher: 50 },
  ...{ person: 2, day: 5, hour: 4, pay: 1 },
};

const TEN_YUAN_FEN = 1000;
const UNKNOWN = -1;

/** What it costs that a lesson is not where it was. Additive: people of two changed lessons count twice, which the points of a plan put right. */
export class Price {
  readonly #board: Board;
  readonly #weights: Weights;
  readonly #home: readonly Spot[];
  readonly #people: Int32Array;
  readonly #times: Uint32Array;
  /** Of each teacher on each day. */
  readonly #payFen: Float64Array;

  constructor(board: Board, weights: Weights) {
    const { lessons, classes, students, teachers, days } = board.school.situation;
    const guardians = new Map(students.map(({ id, guardianIds }) => [id, guardianIds.length]));
    const ofClass = classes.map(({ studentIds }) =>
      studentIds.reduce((sum, id) => sum + 1 + (guardians.get(id) ?? 0), 1),
    );
    this.#board = board;
    this.#weights = weights;
    this.#home = lessons.map(({ usual }, lesson) => ({ ...board.spot(lesson), ...(usual && board.usualSpot(usual)) }));
    this.#people = Int32Array.from(lessons, (_, lesson) => ofClass[board.school.classOf[lesson]!]!);
    this.#times = new Uint32Array(lessons.length);
    this.#payFen = Float64Array.from({ length: teachers.length * days }, (_, at) => {
      return teachers[Math.floor(at / days)]!.payFenByDay[at % days] ?? UNKNOWN;
    });
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

  /** Also of what the lesson then earns the teacher more, whoever that is. */
  ofTeacher(lesson: number, teacher: number, start: number): number {
    const home = this.home(lesson);
    if (home.teacher === NOWHERE) return 0;
    return (home.teacher === teacher ? 0 : this.#weights.teacher) + this.#ofPay(home, teacher, start);
  }

  /** A new lesson has no pay yet: it is compared with that of its usual teacher then. */
  #ofPay(home: Spot, teacher: number, start: number): number {
    if (this.#weights.pay === 0) return 0;
    const before = this.#payOn(home.teacher, home.start === NOWHERE ? start : home.start);
    const after = this.#payOn(teacher, start);
    if (before === UNKNOWN || after <= before) return 0;
    return Math.ceil((after - before) / TEN_YUAN_FEN) * this.#weights.pay;
  }

  #payOn(teacher: number, start: number): number {
    const { situation } = this.#board.school;
    return this.#payFen[teacher * situation.days + dayOf(situation, start)]!;
  }

  ofPeople(lesson: number): number {
    return this.#weights.person * this.#people[lesson]!;
  }

  /** Without the people who have to be told. */
  ofChange(lesson: number, spot: Spot): number {
    const home = this.home(lesson);
    if (spot.start === NOWHERE) return this.#weights.cancelled;
    if (isSame(home, spot)) return 0;
    const parts = this.ofRoom(lesson, spot.room) + this.ofTeacher(lesson, spot.teacher, spot.start);
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
