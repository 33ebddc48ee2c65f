import type { TimetablingProblem } from '../problem.ts';
import { FORBIDDEN } from '../problem.ts';
import type { Compiled } from '../school/compile.ts';

/** What of the week is left when nothing but the fixed lessons is placed, of the compiled question. */
export class Week {
  readonly problem: TimetablingProblem;
  readonly #roomTaken: Set<number>[];
  readonly #teacherTaken: Set<number>[];
  readonly #seriesTaken: Map<number, Set<number>>;
  /** Slots that fixed lessons take of each teacher. */
  readonly fixedTeacherSlots: Set<number>[];

  constructor({ problem, given }: Compiled) {
    const { rooms, teachers, series, conflicts } = problem;
    this.problem = problem;
    this.#roomTaken = rooms.map(({ closed = [] }) => new Set(closed));
    this.#teacherTaken = teachers.map(({ closed = [] }) => new Set(closed));
    this.fixedTeacherSlots = teachers.map(() => new Set());
    this.#seriesTaken = new Map();
    const numbers = series.flatMap(({ lessons }, number) => Array<number>(lessons).fill(number));
    const slotsOfSeries = new Map<number, number[]>();
    for (const lesson of given.pinned ?? []) {
      const number = numbers[lesson] ?? 0;
      const slots = range(given.assignment.starts[lesson] ?? 0, series[number]?.durationSlots ?? 0);
      slotsOfSeries.set(number, slots);
      for (const slot of slots) {
        this.#roomTaken[given.assignment.rooms[lesson] ?? -1]?.add(slot);
        this.#teacherTaken[given.assignment.teachers[lesson] ?? -1]?.add(slot);
        this.fixedTeacherSlots[given.assignment.teachers[lesson] ?? -1]?.add(slot);
      }
    }
    for (const { a, b } of conflicts)
      for (const [one, other] of [
        [a, b],
        [b, a],
      ] as const)
        for (const slot of slotsOfSeries.get(other) ?? []) this.#taken(one).add(slot);
  }

  #taken(series: number): Set<number> {
    const taken = this.#seriesTaken.get(series) ?? new Set();
    this.#seriesTaken.set(series, taken);
    return taken;
  }

  /** The starts that the series could have by itself: some room and some teacher are free throughout, and so are its children. */
  starts(series: number): number[] {
    const { startCosts = [], durationSlots = 0, rooms = [], teachers = [] } = this.problem.series[series] ?? {};
    const isFree = (taken: ReadonlySet<number> | undefined, slots: readonly number[]) =>
      slots.every((slot) => !taken?.has(slot));
    return Array.from(startCosts, (_, slot) => slot).filter((start) => {
      if (startCosts[start] === FORBIDDEN) return false;
      const slots = range(start, durationSlots);
      return (
        isFree(this.#seriesTaken.get(series), slots) &&
        (rooms.length === 0 || rooms.some(({ id }) => isFree(this.#roomTaken[id], slots))) &&
        teachers.some(({ id }) => isFree(this.#teacherTaken[id], slots))
      );
    });
  }

  /** How many lessons the series could have at most, one after the other. */
  mostLessons(series: number): number {
    const length = this.problem.series[series]?.durationSlots ?? 0;
    let [count, free] = [0, 0];
    for (const start of this.starts(series)) {
      if (start < free) continue;
      count++;
      free = start + length;
    }
    return count;
  }

  /** All slots in which one of them could have a lesson by itself. */
  slots(series: readonly number[]): number[] {
    const all = series.flatMap((each) =>
      this.starts(each).flatMap((start) => range(start, this.problem.series[each]?.durationSlots ?? 0)),
    );
    return [...new Set(all)];
  }

  roomSlots(room: number, slots: readonly number[]): number {
    return slots.filter((slot) => !this.#roomTaken[room]?.has(slot)).length;
  }

  /** What the teacher can still give: within the hours, each day and the week as agreed. */
  teacherSlots(teacher: number, slots: readonly number[]): number {
    const { day = {}, maxSlotsPerWeek = Number.POSITIVE_INFINITY } = this.problem.teachers[teacher] ?? {};
    const dayOf = (slot: number) => Math.floor(slot / this.problem.slotsPerDay);
    const fixed = [...(this.fixedTeacherSlots[teacher] ?? [])];
    const free = slots.filter((slot) => !this.#teacherTaken[teacher]?.has(slot));
    const perDay = [...Map.groupBy(free, dayOf)].map(([number, those]) => {
      const left = (day.maxSlots ?? 64) - fixed.filter((slot) => dayOf(slot) === number).length;
      return Math.max(Math.min(those.length, left), 0);
    });
    return Math.max(
      Math.min(
        perDay.reduce((a, b) => a + b, 0),
        maxSlotsPerWeek - fixed.length,
      ),
      0,
    );
  }
}

const range = (start: number, length: number): number[] => Array.from({ length }, (_, i) => start + i);
