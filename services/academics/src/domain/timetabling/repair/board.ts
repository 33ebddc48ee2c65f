// biome-ignore-all lint/style/noNonNullAssertion: typed arrays are indexed within their bounds, which the type cannot tell
import type { SchoolIndex } from './school-index.ts';
import { dayOf, type Place } from './situation.ts';
import { SlotRows } from './slot-rows.ts';

export const NOWHERE = -1;

/** A place by numbers of the index. */
export interface Spot {
  start: number;
  room: number;
  teacher: number;
}

/** Where every lesson is while a plan is made, with all that is asked about it kept up to date; steps can be taken back. */
export class Board {
  readonly school: SchoolIndex;
  readonly starts: Int32Array;
  readonly rooms: Int32Array;
  readonly teachers: Int32Array;
  readonly slots: Int32Array;
  readonly fixed: Uint8Array;
  readonly roomBusy: SlotRows;
  readonly teacherBusy: SlotRows;
  readonly #roomAgenda: number[][];
  readonly #teacherAgenda: number[][];
  readonly #log: { lesson: number; before: Spot }[] = [];

  constructor(school: SchoolIndex) {
    const { lessons, rooms, teachers, nowSlot } = school.situation;
    this.school = school;
    this.starts = new Int32Array(lessons.length).fill(NOWHERE);
    this.rooms = this.starts.slice();
    this.teachers = this.starts.slice();
    this.slots = Int32Array.from(lessons, ({ slots }) => slots);
    this.fixed = Uint8Array.from(lessons, ({ fixed, place }) => (fixed || (place && place.start < nowSlot) ? 1 : 0));
    this.roomBusy = new SlotRows(rooms.length, school.slots);
    this.teacherBusy = new SlotRows(teachers.length, school.slots);
    this.#roomAgenda = rooms.map(() => []);
    this.#teacherAgenda = teachers.map(() => []);
    for (const [lesson, { place }] of lessons.entries()) if (place) this.#put(lesson, this.spotOf(place));
  }

  spotOf({ start, roomId, teacherId }: Place): Spot {
    return { start, room: this.school.room.get(roomId)!, teacher: this.school.teacher.get(teacherId)! };
  }

  usualSpot({ roomId, teacherId }: Pick<Place, 'roomId' | 'teacherId'>): Pick<Spot, 'room' | 'teacher'> {
    return { room: this.school.room.get(roomId)!, teacher: this.school.teacher.get(teacherId)! };
  }

  placeOf(lesson: number): Place | null {
    const { start, room, teacher } = this.spot(lesson);
    const { rooms, teachers } = this.school.situation;
    return start === NOWHERE ? null : { start, roomId: rooms[room]!.id, teacherId: teachers[teacher]!.id };
  }

  spot(lesson: number): Spot {
    return { start: this.starts[lesson]!, room: this.rooms[lesson]!, teacher: this.teachers[lesson]! };
  }

  place(lesson: number, spot: Spot): void {
    this.#log.push({ lesson, before: this.spot(lesson) });
    this.#take(lesson);
    this.#put(lesson, spot);
  }

  remove(lesson: number): void {
    this.#log.push({ lesson, before: this.spot(lesson) });
    this.#take(lesson);
  }

  /** To take back all steps since: `rollBack(mark())`. */
  mark(): number {
    return this.#log.length;
  }

  rollBack(mark: number): void {
    while (this.#log.length > mark) {
      const { lesson, before } = this.#log.pop()!;
      this.#take(lesson);
      if (before.start !== NOWHERE) this.#put(lesson, before);
    }
  }

  branchOf(lesson: number): number {
    return this.school.roomBranch[this.rooms[lesson]!]!;
  }

  inRoom(room: number): readonly number[] {
    return this.#roomAgenda[room]!;
  }

  taughtBy(teacher: number): readonly number[] {
    return this.#teacherAgenda[teacher]!;
  }

  /** Slots that the teacher teaches on the day, or in the week, of `start`, the lesson left out. */
  load(teacher: number, start: number, unit: 'day' | 'week', except: number): number {
    const unitOf = (slot: number) =>
      unit === 'day' ? dayOf(this.school.situation, slot) : Math.floor(dayOf(this.school.situation, slot) / 7);
    const wanted = unitOf(start);
    let slots = 0;
    for (const lesson of this.taughtBy(teacher))
      if (lesson !== except && unitOf(this.starts[lesson]!) === wanted) slots += this.slots[lesson]!;
    return slots;
  }

  /** Would the lesson at `start` in `branch` leave no time to be at the other one too, or to get there? */
  tooClose(lesson: number, start: number, branch: number, other: number): boolean {
    const otherStart = this.starts[other]!;
    if (other === lesson || otherStart === NOWHERE) return false;
    if (dayOf(this.school.situation, start) !== dayOf(this.school.situation, otherStart)) return false;
    const gap = this.school.travelSlots(branch, this.branchOf(other));
    return start < otherStart + this.slots[other]! + gap && otherStart < start + this.slots[lesson]! + gap;
  }

  #put(lesson: number, { start, room, teacher }: Spot): void {
    const end = start + this.slots[lesson]!;
    this.starts[lesson] = start;
    this.rooms[lesson] = room;
    this.teachers[lesson] = teacher;
    this.roomBusy.set(room, start, end);
    this.teacherBusy.set(teacher, start, end);
    this.#roomAgenda[room]!.push(lesson);
    this.#teacherAgenda[teacher]!.push(lesson);
  }

  #take(lesson: number): void {
    const { start, room, teacher } = this.spot(lesson);
    if (start === NOWHERE) return;
    const end = start + this.slots[lesson]!;
    this.starts[lesson] = NOWHERE;
    without(this.#roomAgenda[room]!, lesson);
    without(this.#teacherAgenda[teacher]!, lesson);
    this.roomBusy.clear(room, start, end);
    this.teacherBusy.clear(teacher, start, end);
    // Where a lesson was let in over another, the other's slots are taken still.
    this.#again(this.#roomAgenda[room]!, this.roomBusy, room);
    this.#again(this.#teacherAgenda[teacher]!, this.teacherBusy, teacher);
    this.rooms[lesson] = NOWHERE;
    this.teachers[lesson] = NOWHERE;
  }

  #again(agenda: readonly number[], rows: SlotRows, row: number): void {
    for (const other of agenda) rows.set(row, this.starts[other]!, this.starts[other]! + this.slots[other]!);
  }
}

function without(agenda: number[], lesson: number): void {
  const at = agenda.indexOf(lesson);
  agenda[at] = agenda.at(-1)!;
  agenda.pop();
}
