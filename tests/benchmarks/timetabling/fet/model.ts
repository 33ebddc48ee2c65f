import type { Agenda, Choice, DayShape, Link, RoomLimit, WeekShape } from '@campusgraph/academics/timetabling';
import type { Grid } from './grid.ts';
import type { FetActivity, FetConstraint, FetProblem } from './read.ts';

/** How a constraint reaches the search: it cannot be broken; it is worked towards, perhaps in vain; or not at all, or not in full. */
export type Asked = 'hard' | 'aimed at' | 'left out';

/** Enters one constraint into the model. */
export type Ask = (model: Model, constraint: FetConstraint) => Asked;

/** What is not asked, or asked otherwise, of activities by their number, because they would find no place. */
export interface Lenience {
  /** From all soft constraints. */
  excused: ReadonlySet<number>;
  /** The first of two grouped in either order, where they are asked for in the other order than the file's. */
  turned: ReadonlySet<number>;
}

const NOBODY: ReadonlySet<number> = new Set();
export const STRICT: Lenience = { excused: NOBODY, turned: NOBODY };

/** Somebody comes on few days: of these groups of slots, each a day's, at most so many may have any of the activities. */
export interface FewDays {
  activities: readonly number[];
  slotsOfDays: readonly (readonly number[])[];
  most: number;
}

/** What the constraints ask of the activities, by their number in the file, until a problem is made of it. */
export class Model {
  readonly fet: FetProblem;
  readonly grid: Grid;
  /** 1 for each slot at which the activity may start. */
  readonly starts: readonly Uint8Array[];
  /** The rooms that will do, by number; undefined: needs none. */
  readonly rooms: (Set<number> | undefined)[];
  readonly closedRoomSlots: readonly Set<number>[];
  readonly links: Link[] = [];
  /** The distance that two activities keep on a day, by `a × activities + b`, a < b. */
  readonly gaps = new Map<number, number>();
  /** How many days apart, by the same key. */
  readonly daysApart = new Map<number, number>();
  readonly fewDays: FewDays[] = [];
  readonly roomLimits: RoomLimit[] = [];
  readonly sameHours: (readonly number[])[] = [];
  /** By whose days they are. */
  readonly agendas = new Map<string, Agenda>();
  readonly lenience: Lenience;
  readonly #numbers: ReadonlyMap<string, number>;
  /** Which activities hang together by links, and how far from the first of them. */
  readonly #bundles = new Map<number, { members: number[]; offset: number }>();

  /** Who need not keep the constraint that is being entered, and whether it met any of them. */
  #excused: ReadonlySet<number> = NOBODY;
  #hasExcused = false;

  constructor(fet: FetProblem, grid: Grid, lenience: Lenience) {
    this.fet = fet;
    this.grid = grid;
    this.lenience = lenience;
    this.starts = fet.activities.map(({ duration }) => wholeStarts(grid, duration));
    this.rooms = fet.activities.map(() => undefined);
    this.closedRoomSlots = fet.rooms.map(() => new Set());
    this.#numbers = new Map(fet.activities.map(({ id }, number) => [id, number]));
  }

  /** The numbers of those that are active. */
  numbers(ids: readonly string[]): number[] {
    return ids.flatMap((id) => this.#numbers.get(id) ?? []);
  }

  numbersWhere(holds: (activity: FetActivity) => boolean): number[] {
    return this.fet.activities.flatMap((activity, number) => (holds(activity) ? [number] : []));
  }

  /** Enters a constraint, a soft one without what is excused from it; then it is left out, or not in full. */
  ask(ask: Ask, constraint: FetConstraint): Asked {
    this.#excused = constraint.weight < 100 ? this.lenience.excused : NOBODY;
    this.#hasExcused = false;
    const asked = ask(this, constraint);
    this.#excused = NOBODY;
    return this.#hasExcused ? 'left out' : asked;
  }

  #isExcused(...activities: number[]): boolean {
    const excused = activities.some((activity) => this.#excused.has(activity));
    this.#hasExcused ||= excused;
    return excused;
  }

  allowStarts(activity: number, allowed: ReadonlySet<number>): void {
    if (this.#isExcused(activity)) return;
    const starts = this.starts[activity] ?? new Uint8Array();
    for (const slot of starts.keys()) if (!allowed.has(slot)) starts[slot] = 0;
  }

  close(activity: number, slot: number): void {
    if (this.#isExcused(activity)) return;
    const duration = this.fet.activities[activity]?.duration ?? 0;
    this.starts[activity]?.fill(0, Math.max(slot - duration + 1, 0), slot + 1);
  }

  allowRooms(activity: number, names: readonly string[]): void {
    if (this.#isExcused(activity)) return;
    const before = this.rooms[activity];
    const found = this.fet.rooms.flatMap(({ name }, room) =>
      names.includes(name) && (before?.has(room) ?? true) ? [room] : [],
    );
    this.rooms[activity] = new Set(found);
  }

  keepApart(one: number, other: number, gapSlots: number): void {
    if (one === other || this.#isExcused(one, other)) return;
    const key = Math.min(one, other) * this.fet.activities.length + Math.max(one, other);
    this.gaps.set(key, Math.max(gapSlots, this.gaps.get(key) ?? 0));
  }

  keepDaysApart(one: number, other: number, days: number): void {
    if (one === other || this.#isExcused(one, other)) return;
    const key = Math.min(one, other) * this.fet.activities.length + Math.max(one, other);
    this.keepApart(one, other, 0);
    this.daysApart.set(key, Math.max(days, this.daysApart.get(key) ?? 0));
  }

  /** Whether it does not contradict the links before it. */
  link(first: number, second: number, offsetSlots: number): boolean {
    const one = this.#bundles.get(first) ?? { members: [first], offset: 0 };
    const other = this.#bundles.get(second) ?? { members: [second], offset: 0 };
    this.#bundles.set(first, one).set(second, other);
    const shift = one.offset + offsetSlots - other.offset;
    if (one.members === other.members) return shift === 0;
    this.links.push({ first, second, offsetSlots });
    for (const member of other.members) {
      const { offset } = this.#bundles.get(member) ?? other;
      one.members.push(member);
      this.#bundles.set(member, { members: one.members, offset: offset + shift });
    }
    return true;
  }

  areLinked(one: number, other: number): boolean {
    const members = this.#bundles.get(one)?.members;
    return members !== undefined && members === this.#bundles.get(other)?.members;
  }

  /** Adds to what is said of somebody's days. */
  shapeDay(whose: string, series: number[], day: DayShape): void {
    const { day: before, week } = this.#agenda(whose, series);
    this.agendas.set(whose, { series, weight: 1, day: stricter<keyof DayShape>(before, day), week: week ?? {} });
  }

  shapeWeek(whose: string, series: number[], week: WeekShape): void {
    const { day, week: before = {} } = this.#agenda(whose, series);
    this.agendas.set(whose, { series, weight: 1, day, week: stricter<keyof WeekShape>(before, week) });
  }

  #agenda(whose: string, series: number[]): Agenda {
    return this.agendas.get(whose) ?? { series, weight: 1, day: {} };
  }
}

/** Of two limits the one that leaves less. */
function stricter<Limit extends string>(
  before: Partial<Record<Limit, number>>,
  more: Partial<Record<Limit, number>>,
): Partial<Record<Limit, number>> {
  const found = { ...before };
  for (const limit of Object.keys(more) as Limit[]) {
    const values = [before[limit], more[limit]].filter((value) => value !== undefined);
    found[limit] = limit.startsWith('max') ? Math.min(...values) : Math.max(...values);
  }
  return found;
}

/** Starts from which the whole activity is within the day and over no break. */
function wholeStarts({ hourOf, slotsPerDay }: Grid, duration: number): Uint8Array {
  return Uint8Array.from(hourOf, (first, slot) => {
    const last = hourOf[slot + duration - 1];
    const withinDay = (slot % slotsPerDay) + duration <= slotsPerDay;
    return Number(withinDay && first !== undefined && last !== undefined && last.hour - first.hour === duration - 1);
  });
}

/** A room too small for the activity will not do. */
export const roomChoices = ({ fet, rooms }: Model, activity: number): Choice[] =>
  [...(rooms[activity] ?? [])]
    .filter((room) => (fet.rooms[room]?.capacity ?? 0) >= (fet.activities[activity]?.headcount ?? 0))
    .map((id) => ({ id, cost: 0 }));
