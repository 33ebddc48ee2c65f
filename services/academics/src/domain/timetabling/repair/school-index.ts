// biome-ignore-all lint/style/noNonNullAssertion: indexed by numbers that this file gave out
import type { Situation, Span } from './situation.ts';
import { SlotRows } from './slot-rows.ts';

/** What of a situation no repair changes, by numbers from 0 instead of ids. Built once for all plans. */
export class SchoolIndex {
  readonly situation: Situation;
  readonly slots: number;
  readonly branch: ReadonlyMap<string, number>;
  readonly room: ReadonlyMap<string, number>;
  readonly teacher: ReadonlyMap<string, number>;
  readonly classGroup: ReadonlyMap<string, number>;
  readonly lesson: ReadonlyMap<string, number>;
  /** Closed, absent, away: what no other lesson's moving would change. */
  readonly branchShut: SlotRows;
  readonly roomShut: SlotRows;
  readonly teacherShut: SlotRows;
  readonly classShut: SlotRows;
  readonly roomBranch: Int32Array;
  readonly classOf: Int32Array;
  readonly lessonsOfClass: readonly (readonly number[])[];
  readonly #travelSlots: Int32Array;
  readonly #classesOfStudent: Map<string, number[]>;
  readonly #classmates: (readonly number[] | undefined)[] = [];
  readonly #near: (readonly number[] | undefined)[] = [];
  readonly #byBranch: (ReadonlyMap<number, readonly number[]> | undefined)[] = [];
  readonly #rooms: (readonly number[] | undefined)[] = [];
  readonly #teachers: (readonly number[] | undefined)[] = [];

  constructor(situation: Situation) {
    const { branches, rooms, teachers, classes, lessons, days, slotsPerDay } = situation;
    this.situation = situation;
    this.slots = days * slotsPerDay;
    this.branch = numbers(branches);
    this.room = numbers(rooms);
    this.teacher = numbers(teachers);
    this.classGroup = numbers(classes);
    this.lesson = numbers(lessons);
    this.branchShut = rows(branches, this.slots, ({ closed }) => closed);
    this.roomShut = rows(rooms, this.slots, ({ closed }) => closed);
    this.teacherShut = rows(teachers, this.slots, ({ offHours, absent }) => [...offHours, ...absent]);
    this.classShut = rows(classes, this.slots, ({ away }) => away);
    this.roomBranch = Int32Array.from(rooms, ({ branchId }) => this.branch.get(branchId)!);
    this.classOf = Int32Array.from(lessons, ({ classId }) => this.classGroup.get(classId)!);
    this.#travelSlots = this.#travel();
    this.lessonsOfClass = classes.map(() => []);
    for (const [number, group] of this.classOf.entries()) (this.lessonsOfClass[group] as number[]).push(number);
    this.#classesOfStudent = new Map();
    for (const [number, { studentIds }] of classes.entries())
      for (const id of studentIds) {
        const own = this.#classesOfStudent.get(id);
        if (own) own.push(number);
        else this.#classesOfStudent.set(id, [number]);
      }
  }

  travelSlots(from: number, to: number): number {
    return this.#travelSlots[from * this.situation.branches.length + to]!;
  }

  /** The class itself and those that share a student with it. */
  classmates(group: number): readonly number[] {
    const { studentIds } = this.situation.classes[group]!;
    this.#classmates[group] ??= [...new Set([group, ...studentIds.flatMap((id) => this.#classesOfStudent.get(id)!)])];
    return this.#classmates[group];
  }

  /** Lessons that share the class or a student with the class. */
  lessonsNear(group: number): readonly number[] {
    this.#near[group] ??= this.classmates(group).flatMap((each) => this.lessonsOfClass[each]!);
    return this.#near[group];
  }

  /** The rooms of `roomsFor`, by their branch. */
  roomsByBranch(group: number): ReadonlyMap<number, readonly number[]> {
    this.#byBranch[group] ??= Map.groupBy(this.roomsFor(group), (room) => this.roomBranch[room]!);
    return this.#byBranch[group];
  }

  /** Rooms of any branch with the seats and the equipment. */
  roomsFor(group: number): readonly number[] {
    const { courseId, size } = this.situation.classes[group]!;
    this.#rooms[group] ??= this.situation.rooms.flatMap(({ seats, equipment }, room) => {
      const needed = this.situation.courses.find(({ id }) => id === courseId)?.equipment ?? [];
      return seats >= size && needed.every((each) => equipment.includes(each)) ? [room] : [];
    });
    return this.#rooms[group];
  }

  teachersFor(group: number): readonly number[] {
    const { courseId } = this.situation.classes[group]!;
    this.#teachers[group] ??= this.situation.teachers.flatMap(({ courseIds }, teacher) =>
      courseIds === null || courseIds.includes(courseId) ? [teacher] : [],
    );
    return this.#teachers[group];
  }

  #travel(): Int32Array {
    const { branches, travel, slotMinutes } = this.situation;
    const table = new Int32Array(branches.length ** 2);
    for (const { from, to, minutes } of travel) {
      const [a, b] = [this.branch.get(from)!, this.branch.get(to)!];
      const slots = Math.ceil(minutes / slotMinutes);
      table[a * branches.length + b] = slots;
      table[b * branches.length + a] = slots;
    }
    return table;
  }
}

const numbers = (items: readonly { id: string }[]): ReadonlyMap<string, number> =>
  new Map(items.map(({ id }, number) => [id, number]));

function rows<T>(items: readonly T[], slots: number, spans: (item: T) => readonly Span[]): SlotRows {
  const made = new SlotRows(items.length, slots);
  for (const [row, item] of items.entries())
    for (const { from, to } of spans(item)) made.set(row, Math.max(from, 0), Math.min(to, slots));
  return made;
}
