// biome-ignore-all lint/style/noNonNullAssertion: typed arrays are indexed within their bounds, which the type cannot tell
import { type Board, NOWHERE, type Spot } from './board.ts';
import type { Price } from './price.ts';
import { dayOf } from './situation.ts';

/** What of a lesson may change. */
export interface Freedom {
  starts: readonly number[];
  rooms: 'SAME' | 'SAME_BRANCH' | 'ANY';
  teachers: 'SAME' | 'ANY';
  /** Whether other lessons may be driven from their place. */
  mayDisplace: boolean;
}

export interface Option extends Spot {
  cost: number;
  displaced: readonly number[];
}

interface Choice {
  id: number;
  cost: number;
  displaced: readonly number[];
}

const NOBODY: readonly number[] = [];

/** Finds places at which no hard constraint is broken, once those displaced are gone. */
export class Finder {
  readonly #board: Board;
  readonly #price: Price;

  constructor(board: Board, price: Price) {
    this.#board = board;
    this.#price = price;
  }

  /** The cheapest room and teacher for each start at which there are some. A start that alone costs more than `limit()` is left out. */
  *options(lesson: number, freedom: Freedom, limit = () => Number.POSITIVE_INFINITY): Generator<Option> {
    const { school } = this.#board;
    const group = school.classOf[lesson]!;
    const party = school.lessonsNear(group);
    const rooms = this.#rooms(lesson, freedom);
    const teachers = this.#teachers(lesson, freedom);
    for (const start of freedom.starts) {
      const ofTime = this.#price.ofTime(lesson, start);
      if (ofTime > limit()) continue;
      for (const [branch, there] of rooms) {
        if (!this.#isOpen(lesson, start, branch)) continue;
        const inTheWay = this.#near(lesson, start, branch, party);
        const own = this.#displacing(inTheWay, freedom);
        if (own === null || ofTime + own.cost > limit()) continue;
        const room = this.#bestRoom(lesson, start, there, freedom);
        const teacher = room && this.#bestTeacher(lesson, { start, branch }, teachers, freedom);
        if (room && teacher) yield this.#option(lesson, start, [room, teacher, { id: 0, ...own }]);
      }
    }
  }

  /** Who would have to go for the lesson to be there; null when it cannot be there whoever goes. */
  obstacles(lesson: number, { start, room, teacher }: Spot): readonly number[] | null {
    const { school, slots } = this.#board;
    const group = school.classOf[lesson]!;
    const branch = school.roomBranch[room]!;
    const end = start + slots[lesson]!;
    const isPossible =
      this.#isOpen(lesson, start, branch) &&
      school.roomsFor(group).includes(room) &&
      school.teachersFor(group).includes(teacher) &&
      school.roomShut.isClear(room, start, end) &&
      school.teacherShut.isClear(teacher, start, end) &&
      !this.isOverloaded(lesson, start, teacher);
    if (!isPossible) return null;
    const party = school.lessonsNear(group);
    return [
      ...new Set([
        ...this.#overlapping(lesson, start, this.#board.inRoom(room)),
        ...this.#near(lesson, start, branch, this.#board.taughtBy(teacher)),
        ...this.#near(lesson, start, branch, party),
      ]),
    ];
  }

  #option(lesson: number, start: number, [room, teacher, party]: [Choice, Choice, Choice]): Option {
    const spot = { start, room: room.id, teacher: teacher.id };
    const displaced = [...new Set([...room.displaced, ...teacher.displaced, ...party.displaced])];
    const displacing = displaced.reduce((sum, each) => sum + this.#price.ofDisplacing(each), 0);
    return { ...spot, displaced, cost: this.#price.ofSpot(lesson, spot) + displacing };
  }

  #rooms(lesson: number, { rooms }: Freedom): ReadonlyMap<number, readonly number[]> {
    const { school } = this.#board;
    const group = school.classOf[lesson]!;
    const home = this.#price.home(lesson).room;
    const fitting = school.roomsByBranch(group);
    if (rooms === 'ANY') return fitting;
    const own = school.branch.get(school.situation.classes[group]!.branchId)!;
    const branch = home === NOWHERE ? own : school.roomBranch[home]!;
    const there = fitting.get(branch) ?? [];
    const isAsked = (room: number) => rooms !== 'SAME' || home === NOWHERE || room === home;
    return new Map([[branch, there.filter(isAsked)]]);
  }

  #teachers(lesson: number, { teachers }: Freedom): readonly number[] {
    const { school } = this.#board;
    const home = this.#price.home(lesson).teacher;
    const skilled = school.teachersFor(school.classOf[lesson]!);
    return teachers === 'SAME' && home !== NOWHERE ? skilled.filter((teacher) => teacher === home) : skilled;
  }

  #isOpen(lesson: number, start: number, branch: number): boolean {
    const { school, slots } = this.#board;
    const end = start + slots[lesson]!;
    const { within } = school.situation.lessons[lesson]!;
    return (
      (within === undefined || (start >= within.from && end <= within.to)) &&
      start >= school.situation.nowSlot &&
      end <= school.slots &&
      dayOf(school.situation, start) === dayOf(school.situation, end - 1) &&
      school.branchShut.isClear(branch, start, end) &&
      school.classShut.isClear(school.classOf[lesson]!, start, end)
    );
  }

  #bestRoom(lesson: number, start: number, rooms: readonly number[], freedom: Freedom): Choice | null {
    const { school, roomBusy, slots } = this.#board;
    const end = start + slots[lesson]!;
    let best: Choice | null = null;
    for (const id of rooms) {
      if (!school.roomShut.isClear(id, start, end)) continue;
      const isFree = roomBusy.isClear(id, start, end);
      if (!isFree && !freedom.mayDisplace) continue;
      const found = isFree ? NOBODY : this.#overlapping(lesson, start, this.#board.inRoom(id));
      best = this.#cheaper(best, id, this.#price.ofRoom(lesson, id), this.#displacing(found, freedom));
      if (best?.cost === 0) break;
    }
    return best;
  }

  #bestTeacher(
    lesson: number,
    { start, branch }: { start: number; branch: number },
    teachers: readonly number[],
    freedom: Freedom,
  ): Choice | null {
    const { school, teacherBusy, slots } = this.#board;
    const end = start + slots[lesson]!;
    let best: Choice | null = null;
    for (const id of teachers) {
      const cost = this.#price.ofTeacher(lesson, id, start);
      if (best && cost >= best.cost) continue;
      if (!school.teacherShut.isClear(id, start, end)) continue;
      if (!freedom.mayDisplace && !teacherBusy.isClear(id, start, end)) continue;
      if (this.isOverloaded(lesson, start, id)) continue;
      const found = this.#near(lesson, start, branch, this.#board.taughtBy(id));
      best = this.#cheaper(best, id, cost, this.#displacing(found, freedom));
      if (best?.cost === 0) break;
    }
    return best;
  }

  /** Would the teacher have more than was agreed, of the day or of the week? */
  isOverloaded(lesson: number, start: number, teacher: number): boolean {
    const { situation } = this.#board.school;
    const { maxMinutesPerDay, maxMinutesPerWeek } = situation.teachers[teacher]!;
    const isAbove = (max: number | null, unit: 'day' | 'week') =>
      max !== null &&
      (this.#board.load(teacher, start, unit, lesson) + this.#board.slots[lesson]!) * situation.slotMinutes > max;
    return isAbove(maxMinutesPerDay, 'day') || isAbove(maxMinutesPerWeek, 'week');
  }

  #cheaper(best: Choice | null, id: number, own: number, displacing: Omit<Choice, 'id'> | null): Choice | null {
    if (displacing === null) return best;
    const cost = own + displacing.cost;
    return best && best.cost <= cost ? best : { id, cost, displaced: displacing.displaced };
  }

  /** What it costs to drive them all away; null when they may not be. */
  #displacing(those: readonly number[], { mayDisplace }: Freedom): Omit<Choice, 'id'> | null {
    if (those.length === 0) return { cost: 0, displaced: NOBODY };
    if (!mayDisplace || those.some((each) => this.#board.fixed[each])) return null;
    return { cost: those.reduce((sum, each) => sum + this.#price.ofDisplacing(each), 0), displaced: those };
  }

  #near(lesson: number, start: number, branch: number, others: readonly number[]): readonly number[] {
    let found: number[] | null = null;
    for (const other of others)
      if (this.#board.tooClose(lesson, start, branch, other)) {
        found ??= [];
        found.push(other);
      }
    return found ?? NOBODY;
  }

  #overlapping(lesson: number, start: number, others: readonly number[]): readonly number[] {
    const { starts, slots } = this.#board;
    return others.filter(
      (other) => other !== lesson && start < starts[other]! + slots[other]! && starts[other]! < start + slots[lesson]!,
    );
  }
}
