// biome-ignore-all lint/style/noNonNullAssertion: typed arrays are indexed within their bounds, which the type cannot tell
import type { FlatProblem } from './flat-problem.ts';
import type { Pressure } from './pressure.ts';
import { type Assignment, type ChangeCosts, type Given, NOWHERE } from './problem.ts';
import { RoomUse } from './room-use.ts';

/** In a table of who holds a slot: nobody, or the slot cannot be had. */
export const FREE = -1;
export const CLOSED = -2;

/**
 * A timetable that is being changed: where each lesson is, and what follows from it, kept up with every placing and removing.
 * Whoever places a lesson has seen to it that nothing is in its way.
 */
export class Timetable implements Assignment {
  readonly problem: FlatProblem;
  readonly starts: Int32Array;
  readonly rooms: Int32Array;
  readonly teachers: Int32Array;
  readonly pinned: Uint8Array;
  readonly home: Assignment | null;
  readonly changeCosts: ChangeCosts;
  unplaced: number;

  /** The lesson of the series that occupies the slot, by series × slot; FREE or the lesson. */
  readonly lessonAt: Int32Array;
  /** How many lessons of other series keep the series from the slot, by series × slot. */
  readonly blocked: Uint16Array;
  /** The sum of those lessons: where there is one, it is that. */
  readonly blockedBy: Int32Array;
  readonly roomHolder: Int32Array;
  readonly teacherHolder: Int32Array;
  /** Lessons by series × day, × room, × teacher, and how many days, rooms and teachers have any. */
  readonly dayUse: Uint8Array;
  readonly roomUse: Uint8Array;
  readonly teacherUse: Uint8Array;
  readonly daysUsed: Int32Array;
  readonly roomsUsed: Int32Array;
  readonly teachersUsed: Int32Array;
  /** Occupied slots by agenda × day. */
  readonly dayLow: Int32Array;
  readonly dayHigh: Int32Array;
  readonly slotsTaught: Int32Array;
  /** Null where nobody has to do with few rooms. */
  readonly limitedRooms: RoomUse | null;
  /** Kept up while lessons are being given places. */
  pressure: Pressure | null = null;

  constructor(problem: FlatProblem, given?: Given) {
    const { seriesCount, lessonCount, roomCount, teacherCount, agendaCount, slots, days } = problem;
    this.problem = problem;
    this.starts = new Int32Array(lessonCount).fill(NOWHERE);
    this.rooms = new Int32Array(lessonCount).fill(NOWHERE);
    this.teachers = new Int32Array(lessonCount).fill(NOWHERE);
    this.pinned = new Uint8Array(lessonCount);
    this.home = given?.changeCosts ? given.assignment : null;
    this.changeCosts = given?.changeCosts ?? { start: 0, day: 0, room: 0, teacher: 0 };
    this.unplaced = lessonCount;
    this.lessonAt = new Int32Array(seriesCount * slots).fill(FREE);
    this.blocked = new Uint16Array(seriesCount * slots);
    this.blockedBy = new Int32Array(seriesCount * slots);
    this.roomHolder = holders(problem.closedRoomSlots, roomCount, slots);
    this.teacherHolder = holders(problem.closedTeacherSlots, teacherCount, slots);
    this.dayUse = new Uint8Array(seriesCount * days);
    this.roomUse = new Uint8Array(seriesCount * roomCount);
    this.teacherUse = new Uint8Array(seriesCount * teacherCount);
    this.daysUsed = new Int32Array(seriesCount);
    this.roomsUsed = new Int32Array(seriesCount);
    this.teachersUsed = new Int32Array(seriesCount);
    this.dayLow = new Int32Array(agendaCount * days);
    this.dayHigh = new Int32Array(agendaCount * days);
    this.slotsTaught = new Int32Array(teacherCount);
    this.limitedRooms = problem.roomLimits && new RoomUse(problem, problem.roomLimits);
  }

  place(lesson: number, start: number, room: number, teacher: number): void {
    this.starts[lesson] = start;
    this.rooms[lesson] = room;
    this.teachers[lesson] = teacher;
    this.unplaced--;
    this.#mark(lesson, start, room, teacher, 1);
  }

  remove(lesson: number): void {
    this.#mark(lesson, this.starts[lesson]!, this.rooms[lesson]!, this.teachers[lesson]!, -1);
    this.starts[lesson] = NOWHERE;
    this.rooms[lesson] = NOWHERE;
    this.teachers[lesson] = NOWHERE;
    this.unplaced++;
  }

  copy(): Assignment {
    return { starts: this.starts.slice(), rooms: this.rooms.slice(), teachers: this.teachers.slice() };
  }

  /** Puts every lesson where that timetable has it. */
  restore({ starts, rooms, teachers }: Assignment): void {
    const differs = (lesson: number) =>
      this.starts[lesson] !== starts[lesson] ||
      this.rooms[lesson] !== rooms[lesson] ||
      this.teachers[lesson] !== teachers[lesson];
    const changed = [...this.starts.keys()].filter(differs);
    for (const lesson of changed) if (this.starts[lesson] !== NOWHERE) this.remove(lesson);
    for (const lesson of changed)
      if (starts[lesson] !== NOWHERE)
        this.place(lesson, starts[lesson]!, rooms[lesson] ?? NOWHERE, teachers[lesson] ?? NOWHERE);
  }

  /** What it costs that the lesson is there and not at home. */
  changeCost(lesson: number, start: number, room: number, teacher: number): number {
    const { home, changeCosts } = this;
    const { dayOfSlot } = this.problem;
    if (home === null || home.starts[lesson] === NOWHERE) return 0;
    const homeStart = home.starts[lesson]!;
    return (
      (start === homeStart ? 0 : changeCosts.start) +
      (dayOfSlot[start] === dayOfSlot[homeStart] ? 0 : changeCosts.day) +
      (room === home.rooms[lesson] ? 0 : changeCosts.room) +
      (teacher === home.teachers[lesson] ? 0 : changeCosts.teacher)
    );
  }

  /** Whether a teacher can be at both lessons, of these series at these starts. */
  canTravel(series: number, start: number, otherSeries: number, otherStart: number): boolean {
    const { duration, site, travelSlots, siteCount, dayOfSlot } = this.problem;
    if (siteCount === 0 || dayOfSlot[start] !== dayOfSlot[otherStart]) return true;
    const [here, there] = [site[series]!, site[otherSeries]!];
    return otherStart > start
      ? otherStart - start - duration[series]! >= travelSlots[here * siteCount + there]!
      : start - otherStart - duration[otherSeries]! >= travelSlots[there * siteCount + here]!;
  }

  /** Enters (`step` 1) or takes out (-1) all that follows from the lesson being there. */
  #mark(lesson: number, start: number, room: number, teacher: number, step: 1 | -1): void {
    const { seriesOf, duration, slots, days, dayOfSlot, roomCount, teacherCount } = this.problem;
    const series = seriesOf[lesson]!;
    const slotsLong = duration[series]!;
    const day = dayOfSlot[start]!;
    const holder = step === 1 ? lesson : FREE;
    for (let slot = start; slot < start + slotsLong; slot++) {
      this.lessonAt[series * slots + slot] = holder;
      if (room !== NOWHERE) this.roomHolder[room * slots + slot] = holder;
      if (teacher !== NOWHERE) this.teacherHolder[teacher * slots + slot] = holder;
    }
    this.#block(lesson, start, slotsLong, day, step);
    this.daysUsed[series]! += count(this.dayUse, series * days + day, step);
    if (room !== NOWHERE) this.roomsUsed[series]! += count(this.roomUse, series * roomCount + room, step);
    if (teacher !== NOWHERE) {
      this.teachersUsed[series]! += count(this.teacherUse, series * teacherCount + teacher, step);
      this.slotsTaught[teacher]! += step * slotsLong;
    }
    this.limitedRooms?.mark(series, day, room, teacher, step);
    this.pressure?.mark(lesson, series, start, step);
    this.#enterAgendas(series, start, slotsLong, day, teacher);
  }

  #block(lesson: number, start: number, slotsLong: number, day: number, step: 1 | -1): void {
    const { neighbours, gapSlots, slots, slotsPerDay, seriesOf, maxFarDays } = this.problem;
    const { from, items } = neighbours;
    const { blocked, blockedBy } = this;
    const series = seriesOf[lesson]!;
    const by = step * lesson;
    const dayStart = day * slotsPerDay;
    for (let i = from[series]!; i < from[series + 1]!; i++) {
      const row = items[i]! * slots;
      const first = Math.max(start - gapSlots[i]!, dayStart);
      const end = Math.min(start + slotsLong + gapSlots[i]!, dayStart + slotsPerDay);
      for (let slot = first; slot < end; slot++) {
        blocked[row + slot]! += step;
        blockedBy[row + slot]! += by;
      }
    }
    if (maxFarDays > 0) this.#blockFarDays(lesson, day, step);
  }

  #blockFarDays(lesson: number, day: number, step: 1 | -1): void {
    const { neighbours, farDays, nearDays, slots, slotsPerDay, days, seriesOf } = this.problem;
    const { blocked, blockedBy } = this;
    const series = seriesOf[lesson]!;
    for (let i = neighbours.from[series]!; i < neighbours.from[series + 1]!; i++) {
      if (farDays[i] === 0) continue;
      const row = neighbours.items[i]! * slots;
      const list = farDays[i]! * days + day;
      for (let k = nearDays.from[list]!; k < nearDays.from[list + 1]!; k++) {
        const first = row + nearDays.items[k]! * slotsPerDay;
        for (let cell = first; cell < first + slotsPerDay; cell++) {
          blocked[cell]! += step;
          blockedBy[cell]! += step * lesson;
        }
      }
    }
  }

  /** Entering and taking out are the same: nothing else in the agenda is at those slots. */
  #enterAgendas(series: number, start: number, slotsLong: number, day: number, teacher: number): void {
    const { agendasOf, lowBits, highBits, slots, days } = this.problem;
    const low = lowBits[slotsLong * slots + start]!;
    const high = highBits[slotsLong * slots + start]!;
    const { from, items } = agendasOf;
    for (let i = from[series]!; i < from[series + 1]!; i++) {
      this.dayLow[items[i]! * days + day]! ^= low;
      this.dayHigh[items[i]! * days + day]! ^= high;
    }
    if (teacher === NOWHERE) return;
    this.dayLow[teacher * days + day]! ^= low;
    this.dayHigh[teacher * days + day]! ^= high;
  }
}

/** Counts one more or less; returns whether there is a first (1), no more (-1), or neither (0). */
function count(use: Uint8Array, index: number, step: 1 | -1): number {
  const before = use[index]!;
  use[index] = before + step;
  if (step === 1) return before === 0 ? 1 : 0;
  return before === 1 ? -1 : 0;
}

function holders(closed: FlatProblem['closedRoomSlots'], rows: number, slots: number): Int32Array {
  const table = new Int32Array(rows * slots).fill(FREE);
  for (let row = 0; row < rows; row++)
    for (let i = closed.from[row]!; i < closed.from[row + 1]!; i++) table[row * slots + closed.items[i]!] = CLOSED;
  return table;
}
