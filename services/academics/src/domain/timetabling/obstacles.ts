// biome-ignore-all lint/style/noNonNullAssertion: typed arrays are indexed within their bounds, which the type cannot tell
import { bitCount } from './day-shape.ts';
import type { FlatProblem } from './flat-problem.ts';
import { FORBIDDEN, NOWHERE } from './problem.ts';
import { CLOSED, type Timetable } from './timetable.ts';

/**
 * Who is in the way of a lesson at a start, in a room, with a teacher. Each of the three adds what is not yet listed and answers
 * whether removing what it lists would do: false where the place is closed, not allowed, or held by a pinned lesson.
 */
export class Obstacles {
  readonly #timetable: Timetable;
  readonly #problem: FlatProblem;
  readonly #seriesOfAgenda: readonly (readonly number[])[];
  readonly #listed: Uint8Array;
  lessons: number[] = [];

  constructor(timetable: Timetable) {
    this.#timetable = timetable;
    this.#problem = timetable.problem;
    this.#listed = new Uint8Array(timetable.problem.lessonCount);
    this.#seriesOfAgenda = seriesByAgenda(timetable.problem);
  }

  clear(): void {
    if (this.lessons.length === 0) return;
    for (const lesson of this.lessons) this.#listed[lesson] = 0;
    this.lessons = [];
  }

  addOfStart(lesson: number, start: number): boolean {
    const { seriesOf, startCost, slots, duration, differentDays } = this.#problem;
    const series = seriesOf[lesson]!;
    if (start < 0 || start >= slots || startCost[series * slots + start] === FORBIDDEN) return false;
    const end = start + duration[series]!;
    const { lessonAt, blocked } = this.#timetable;
    let inTheWay = 0;
    for (let slot = start; slot < end; slot++) {
      if (!this.#addHolder(lessonAt[series * slots + slot]!)) return false;
      inTheWay += blocked[series * slots + slot]!;
    }
    if (inTheWay > 0 && !this.#addNeighbours(series, start, end)) return false;
    if (differentDays[series] === 1 && !this.#addSeriesOfDay(series, start)) return false;
    return this.#addOfFullDays(series, start);
  }

  addOfRoom(lesson: number, start: number, room: number): boolean {
    const { seriesOf, duration, roomCost, roomCount, slots } = this.#problem;
    const series = seriesOf[lesson]!;
    if (roomCost[series * roomCount + room] === FORBIDDEN) return false;
    const { roomHolder } = this.#timetable;
    for (let slot = start; slot < start + duration[series]!; slot++)
      if (!this.#addHolder(roomHolder[room * slots + slot]!)) return false;
    return true;
  }

  addOfTeacher(lesson: number, start: number, teacher: number): boolean {
    const { seriesOf, duration, teacherCost, teacherCount, slots, slotsPerDay, dayOfSlot, maxTravelSlots } =
      this.#problem;
    const series = seriesOf[lesson]!;
    if (teacherCost[series * teacherCount + teacher] === FORBIDDEN) return false;
    const end = start + duration[series]!;
    const { teacherHolder, starts } = this.#timetable;
    const dayStart = dayOfSlot[start]! * slotsPerDay;
    const last = Math.min(end + maxTravelSlots, dayStart + slotsPerDay);
    for (let slot = Math.max(start - maxTravelSlots, dayStart); slot < last; slot++) {
      const holder = teacherHolder[teacher * slots + slot]!;
      const within = slot >= start && slot < end;
      if (!within && (holder < 0 || this.#timetable.canTravel(series, start, seriesOf[holder]!, starts[holder]!)))
        continue;
      if (!this.#addHolder(holder)) return false;
    }
    return this.#addOfFullDay(teacher, series, start) && this.#addOfFullWeek(teacher, duration[series]!);
  }

  #addHolder(holder: number): boolean {
    if (holder < 0) return holder !== CLOSED;
    if (this.#listed[holder] === 1) return true;
    if (this.#timetable.pinned[holder] === 1) return false;
    this.#listed[holder] = 1;
    this.lessons.push(holder);
    return true;
  }

  #addNeighbours(series: number, start: number, end: number): boolean {
    const { neighbours, gapSlots, slots, slotsPerDay, dayOfSlot } = this.#problem;
    const { lessonAt } = this.#timetable;
    const dayStart = dayOfSlot[start]! * slotsPerDay;
    for (let k = neighbours.from[series]!; k < neighbours.from[series + 1]!; k++) {
      const row = neighbours.items[k]! * slots;
      const last = Math.min(end + gapSlots[k]!, dayStart + slotsPerDay);
      for (let slot = Math.max(start - gapSlots[k]!, dayStart); slot < last; slot++)
        if (!this.#addHolder(lessonAt[row + slot]!)) return false;
    }
    return true;
  }

  #addSeriesOfDay(series: number, start: number): boolean {
    const { lessonsFrom, dayOfSlot } = this.#problem;
    const { starts } = this.#timetable;
    for (let lesson = lessonsFrom[series]!; lesson < lessonsFrom[series + 1]!; lesson++) {
      if (starts[lesson] === NOWHERE || dayOfSlot[starts[lesson]!] !== dayOfSlot[start]) continue;
      if (!this.#addHolder(lesson)) return false;
    }
    return true;
  }

  #addOfFullDays(series: number, start: number): boolean {
    const { agendasOf } = this.#problem;
    for (let k = agendasOf.from[series]!; k < agendasOf.from[series + 1]!; k++)
      if (!this.#addOfFullDay(agendasOf.items[k]!, series, start)) return false;
    return true;
  }

  /** Lists lessons of the agenda's day until the rest leaves room for this one. */
  #addOfFullDay(agenda: number, series: number, start: number): boolean {
    const { shapes, shapeOf, dayOfSlot, days, duration } = this.#problem;
    const day = dayOfSlot[start]!;
    const index = agenda * days + day;
    const { dayLow, dayHigh } = this.#timetable;
    const most = shapes[shapeOf[agenda]!]!.maxSlots;
    let after = bitCount(dayLow[index]!) + bitCount(dayHigh[index]!) + duration[series]!;
    if (after <= most) return true;
    const lessons = this.#lessonsOfDay(agenda, day);
    for (const lesson of lessons) if (this.#listed[lesson] === 1) after -= duration[this.#problem.seriesOf[lesson]!]!;
    for (const lesson of lessons) {
      if (after <= most) return true;
      if (this.#listed[lesson] === 1 || !this.#addHolder(lesson)) continue;
      after -= duration[this.#problem.seriesOf[lesson]!]!;
    }
    return after <= most;
  }

  #lessonsOfDay(agenda: number, day: number): Set<number> {
    const { teacherCount, slots, slotsPerDay } = this.#problem;
    const { teacherHolder, lessonAt } = this.#timetable;
    const found = new Set<number>();
    const rows = agenda < teacherCount ? [agenda] : this.#seriesOfAgenda[agenda]!;
    const table = agenda < teacherCount ? teacherHolder : lessonAt;
    for (const row of rows)
      for (let slot = day * slotsPerDay; slot < (day + 1) * slotsPerDay; slot++)
        if (table[row * slots + slot]! >= 0) found.add(table[row * slots + slot]!);
    return found;
  }

  #addOfFullWeek(teacher: number, slotsLong: number): boolean {
    const { maxSlotsPerWeek, slots, seriesOf, duration } = this.#problem;
    const { slotsTaught, teacherHolder } = this.#timetable;
    let after = slotsTaught[teacher]! + slotsLong;
    const most = maxSlotsPerWeek[teacher]!;
    if (after <= most) return true;
    const lessons = new Set(
      teacherHolder.subarray(teacher * slots, (teacher + 1) * slots).filter((holder) => holder >= 0),
    );
    for (const lesson of lessons) if (this.#listed[lesson] === 1) after -= duration[seriesOf[lesson]!]!;
    for (const lesson of lessons) {
      if (after <= most) return true;
      if (this.#listed[lesson] === 1 || !this.#addHolder(lesson)) continue;
      after -= duration[seriesOf[lesson]!]!;
    }
    return after <= most;
  }
}

function seriesByAgenda({ agendaCount, seriesCount, agendasOf }: FlatProblem): number[][] {
  const found = Array.from({ length: agendaCount }, () => [] as number[]);
  for (let series = 0; series < seriesCount; series++)
    for (let k = agendasOf.from[series]!; k < agendasOf.from[series + 1]!; k++)
      found[agendasOf.items[k]!]!.push(series);
  return found;
}
