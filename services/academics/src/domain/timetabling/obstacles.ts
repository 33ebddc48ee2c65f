// biome-ignore-all lint/style/noNonNullAssertion: typed arrays are indexed within their bounds, which the type cannot tell
import { AgendaObstacles } from './agenda-obstacles.ts';
import type { FlatProblem } from './flat-problem.ts';
import { ObstacleList } from './obstacle-list.ts';
import { FORBIDDEN, NOWHERE } from './problem.ts';
import { RoomObstacles } from './room-obstacles.ts';
import type { Timetable } from './timetable.ts';

/**
 * Who is in the way of a lesson at a start, in a room, with a teacher. Each of the three adds what is not yet listed and answers
 * whether removing what it lists would do: false where the place is closed, not allowed, or held by a pinned lesson.
 */
export class Obstacles {
  readonly #timetable: Timetable;
  readonly #problem: FlatProblem;
  readonly #list: ObstacleList;
  readonly #agendas: AgendaObstacles;
  readonly #rooms: RoomObstacles | null;

  constructor(timetable: Timetable) {
    const { limitedRooms } = timetable;
    this.#timetable = timetable;
    this.#problem = timetable.problem;
    this.#list = new ObstacleList(timetable);
    this.#agendas = new AgendaObstacles(timetable, this.#list);
    this.#rooms = limitedRooms && new RoomObstacles(timetable, limitedRooms, this.#list);
  }

  get lessons(): readonly number[] {
    return this.#list.lessons;
  }

  clear(): void {
    this.#list.clear();
  }

  keep(first: number): void {
    this.#list.keep(first);
  }

  addOfStart(lesson: number, start: number): boolean {
    const { seriesOf, startCost, slots, duration, daysApart, sameHour } = this.#problem;
    const series = seriesOf[lesson]!;
    if (start < 0 || start >= slots || startCost[series * slots + start] === FORBIDDEN) return false;
    const end = start + duration[series]!;
    const { lessonAt, blocked, blockedBy } = this.#timetable;
    let areMany = false;
    for (let cell = series * slots + start; cell < series * slots + end; cell++) {
      if (!this.#list.add(lessonAt[cell]!)) return false;
      if (blocked[cell] === 1 && !this.#list.add(blockedBy[cell]!)) return false;
      areMany ||= blocked[cell]! > 1;
    }
    if (areMany && !this.#addNeighbours(series, start, end)) return false;
    if (daysApart[series]! > 0 && !this.#addSeriesOfDays(series, start)) return false;
    if (sameHour !== null && !this.#addOfOtherHours(lesson, start)) return false;
    return this.#addOfAgendas(series, start);
  }

  addOfRoom(lesson: number, start: number, room: number): boolean {
    const { seriesOf, duration, roomCost, roomCount, slots } = this.#problem;
    const series = seriesOf[lesson]!;
    if (roomCost[series * roomCount + room] === FORBIDDEN) return false;
    const { roomHolder } = this.#timetable;
    for (let slot = start; slot < start + duration[series]!; slot++)
      if (!this.#list.add(roomHolder[room * slots + slot]!)) return false;
    return this.#rooms?.addOfSeries(series, start, room) ?? true;
  }

  /** `room`: the lesson's, where it is known already. */
  addOfTeacher(lesson: number, start: number, teacher: number, room: number): boolean {
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
      if (!this.#list.add(holder)) return false;
    }
    if (this.#rooms?.addOfTeacher(teacher, start, room) === false) return false;
    return this.#agendas.add(teacher, series, start) && this.#addOfFullWeek(teacher, duration[series]!);
  }

  #addNeighbours(series: number, start: number, end: number): boolean {
    const { neighbours, gapSlots, slots, slotsPerDay, dayOfSlot, maxFarDays } = this.#problem;
    const { lessonAt } = this.#timetable;
    const dayStart = dayOfSlot[start]! * slotsPerDay;
    for (let k = neighbours.from[series]!; k < neighbours.from[series + 1]!; k++) {
      const row = neighbours.items[k]! * slots;
      const last = Math.min(end + gapSlots[k]!, dayStart + slotsPerDay);
      for (let slot = Math.max(start - gapSlots[k]!, dayStart); slot < last; slot++)
        if (!this.#list.add(lessonAt[row + slot]!)) return false;
    }
    return maxFarDays === 0 || this.#addOfFarDays(series, dayOfSlot[start]!);
  }

  #addOfFarDays(series: number, day: number): boolean {
    const { neighbours, farDays, nearDays, slots, slotsPerDay, days } = this.#problem;
    const { lessonAt } = this.#timetable;
    for (let k = neighbours.from[series]!; k < neighbours.from[series + 1]!; k++) {
      if (farDays[k] === 0) continue;
      const row = neighbours.items[k]! * slots;
      const list = farDays[k]! * days + day;
      for (let n = nearDays.from[list]!; n < nearDays.from[list + 1]!; n++) {
        const first = row + nearDays.items[n]! * slotsPerDay;
        for (let cell = first; cell < first + slotsPerDay; cell++) if (!this.#list.add(lessonAt[cell]!)) return false;
      }
    }
    return true;
  }

  #addSeriesOfDays(series: number, start: number): boolean {
    const { lessonsFrom, dayOfSlot, daysApart } = this.#problem;
    const { starts } = this.#timetable;
    const day = dayOfSlot[start]!;
    for (let lesson = lessonsFrom[series]!; lesson < lessonsFrom[series + 1]!; lesson++) {
      if (starts[lesson] === NOWHERE) continue;
      const other = dayOfSlot[starts[lesson]!]!;
      if (other !== day && !this.#isNear(daysApart[series]! - 1, day, other)) continue;
      if (!this.#list.add(lesson)) return false;
    }
    return true;
  }

  #isNear(far: number, day: number, other: number): boolean {
    const { nearDays, days } = this.#problem;
    const list = far * days + day;
    for (let k = nearDays.from[list]!; k < nearDays.from[list + 1]!; k++) if (nearDays.items[k] === other) return true;
    return false;
  }

  #addOfOtherHours(lesson: number, start: number): boolean {
    const { sameHour, slotsPerDay } = this.#problem;
    const { starts } = this.#timetable;
    if (sameHour === null) return true;
    for (let k = sameHour.from[lesson]!; k < sameHour.from[lesson + 1]!; k++) {
      const other = sameHour.items[k]!;
      if (starts[other] === NOWHERE || starts[other]! % slotsPerDay === start % slotsPerDay) continue;
      if (!this.#list.add(other)) return false;
    }
    return true;
  }

  #addOfAgendas(series: number, start: number): boolean {
    const { agendasOf } = this.#problem;
    for (let k = agendasOf.from[series]!; k < agendasOf.from[series + 1]!; k++)
      if (!this.#agendas.add(agendasOf.items[k]!, series, start)) return false;
    return true;
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
    for (const lesson of lessons) if (this.#list.has(lesson)) after -= duration[seriesOf[lesson]!]!;
    for (const lesson of lessons) {
      if (after <= most) return true;
      if (this.#list.has(lesson) || !this.#list.add(lesson)) continue;
      after -= duration[seriesOf[lesson]!]!;
    }
    return after <= most;
  }
}
