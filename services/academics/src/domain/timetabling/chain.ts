// biome-ignore-all lint/style/noNonNullAssertion: typed arrays are indexed within their bounds, which the type cannot tell
import type { FlatProblem } from './flat-problem.ts';
import { FORBIDDEN, NOWHERE } from './problem.ts';
import { CLOSED, type Timetable } from './timetable.ts';

/**
 * A change: one lesson goes elsewhere, what is in its way there comes back to where it was, what is in the way of that goes there, and
 * so on (a Kempe chain; with two lessons a swap). Proposing and weighing leave the timetable as it is; `commit` changes it.
 *
 * Every lesson of a chain moves from one window of time to the other by the same shift. Lessons that reach out of their window, are
 * pinned, or would make the chain too long end the attempt. No series has two lessons in a chain.
 */
export class Chain {
  readonly #timetable: Timetable;
  readonly #problem: FlatProblem;
  /** A chain that needs more lessons is given up. At most what it was made for. */
  longest: number;
  length = 0;
  readonly lessons: Int32Array;
  readonly starts: Int32Array;
  readonly rooms: Int32Array;
  readonly teachers: Int32Array;
  /** 1 from the source window to the target window, -1 back. */
  readonly directions: Int32Array;
  /** Where the source window begins, and how far from there the target window is. */
  source = 0;
  shift = 0;
  #width = 0;
  /** Whether its lessons are of different parties, so that each changes its own agendas and no other's. */
  isOfStrangers = true;

  /** What carries the current stamp belongs to the chain. */
  #stamp = 0;
  readonly #stampOfLesson: Int32Array;
  readonly #stampOfSeries: Int32Array;

  constructor(timetable: Timetable, longest: number) {
    const { lessonCount, seriesCount } = timetable.problem;
    this.#timetable = timetable;
    this.#problem = timetable.problem;
    this.longest = longest;
    this.lessons = new Int32Array(longest);
    this.starts = new Int32Array(longest);
    this.rooms = new Int32Array(longest);
    this.teachers = new Int32Array(longest);
    this.directions = new Int32Array(longest);
    this.#stampOfLesson = new Int32Array(lessonCount);
    this.#stampOfSeries = new Int32Array(seriesCount);
  }

  /** The chain that brings a placed lesson there; false when there is none. */
  propose(lesson: number, start: number, room: number, teacher: number): boolean {
    const { starts } = this.#timetable;
    const { bundleOf, bundleOffset, bundleWidth } = this.#problem;
    this.length = 0;
    this.#stamp++;
    this.shift = start - starts[lesson]!;
    this.source = starts[lesson]! - bundleOffset[lesson]!;
    this.#width = bundleWidth[bundleOf[lesson]!]!;
    if (!this.#isWithinADay(this.source + this.shift) || !this.#join(lesson, room, teacher, 1)) return false;
    this.isOfStrangers = this.length === 1;
    for (let i = 0; i < this.length; i++) if (!this.#makeRoom(i)) return false;
    if (this.length === 1) return true;
    if (this.length > 2) this.isOfStrangers = false;
    return this.#apart();
  }

  commit(): void {
    const timetable = this.#timetable;
    for (let i = 0; i < this.length; i++) timetable.remove(this.lessons[i]!);
    for (let i = 0; i < this.length; i++)
      timetable.place(this.lessons[i]!, this.starts[i]!, this.rooms[i]!, this.teachers[i]!);
  }

  #isWithinADay(window: number): boolean {
    const { dayOfSlot, slots } = this.#problem;
    const last = window + this.#width - 1;
    return window >= 0 && last < slots && dayOfSlot[window] === dayOfSlot[last];
  }

  #add(lesson: number, room: number, teacher: number, direction: 1 | -1): void {
    const i = this.length++;
    this.lessons[i] = lesson;
    this.starts[i] = this.#timetable.starts[lesson]! + direction * this.shift;
    this.rooms[i] = room;
    this.teachers[i] = teacher;
    this.directions[i] = direction;
    this.#stampOfLesson[lesson] = this.#stamp;
    this.#stampOfSeries[this.#problem.seriesOf[lesson]!] = this.#stamp;
  }

  /** Sends back a lesson that is in the way of the chain's lesson `by`. */
  #sendBack(lesson: number, by: number, room: number, teacher: number): boolean {
    const shift = this.shift;
    if (shift !== 0 && Math.abs(shift) < this.#width) return false;
    return this.#join(lesson, room, teacher, this.directions[by] === 1 ? -1 : 1);
  }

  /** Takes a lesson into the chain, with all that is linked to it. */
  #join(lesson: number, room: number, teacher: number, direction: 1 | -1): boolean {
    const { bundleOf, bundles } = this.#problem;
    const { rooms, teachers } = this.#timetable;
    if (!this.#mayJoin(lesson, direction)) return false;
    this.#add(lesson, room, teacher, direction);
    const bundle = bundleOf[lesson]!;
    const first = bundles.from[bundle]!;
    const end = bundles.from[bundle + 1]!;
    if (end - first === 1) return true;
    for (let i = first; i < end; i++) {
      const member = bundles.items[i]!;
      if (member === lesson) continue;
      if (!this.#mayJoin(member, direction)) return false;
      this.#add(member, rooms[member]!, teachers[member]!, direction);
    }
    return true;
  }

  #mayJoin(lesson: number, direction: 1 | -1): boolean {
    const { seriesOf, duration } = this.#problem;
    const { starts, pinned } = this.#timetable;
    const series = seriesOf[lesson]!;
    if (this.length === this.longest || pinned[lesson] === 1 || this.#stampOfSeries[series] === this.#stamp)
      return false;
    if (this.#problem.sameHour !== null && this.#isHeldToHour(lesson)) return false;
    const window = direction === 1 ? this.source : this.source + this.shift;
    if (starts[lesson]! < window || starts[lesson]! + duration[series]! > window + this.#width) return false;
    return this.shift === 0 || this.#mayStart(lesson, series, starts[lesson]! + direction * this.shift);
  }

  /** Whether it would change the hour that another lesson has to share with it. */
  #isHeldToHour(lesson: number): boolean {
    const { sameHour, slotsPerDay } = this.#problem;
    if (sameHour === null || this.shift % slotsPerDay === 0) return false;
    const { starts } = this.#timetable;
    for (let k = sameHour.from[lesson]!; k < sameHour.from[lesson + 1]!; k++)
      if (starts[sameHour.items[k]!] !== NOWHERE) return true;
    return false;
  }

  /** Whether that start is allowed, and no lesson of its own series forbids it. */
  #mayStart(lesson: number, series: number, start: number): boolean {
    const { startCost, slots, duration, daysApart } = this.#problem;
    const { lessonAt } = this.#timetable;
    const row = series * slots;
    if (startCost[row + start] === FORBIDDEN) return false;
    for (let slot = start; slot < start + duration[series]!; slot++)
      if (lessonAt[row + slot]! >= 0 && lessonAt[row + slot] !== lesson) return false;
    return daysApart[series] === 0 || this.#isDaysApart(lesson, series, start);
  }

  /** Whether the other lessons of its series are on other days, far enough from this one. */
  #isDaysApart(lesson: number, series: number, start: number): boolean {
    const { daysApart, dayOfSlot, days, nearDays } = this.#problem;
    const { dayUse, starts } = this.#timetable;
    const row = series * days;
    const own = dayOfSlot[starts[lesson]!]!;
    const day = dayOfSlot[start]!;
    if (day === own) return true;
    if (dayUse[row + day] !== 0) return false;
    const list = (daysApart[series]! - 1) * days + day;
    for (let k = nearDays.from[list]!; k < nearDays.from[list + 1]!; k++) {
      const other = nearDays.items[k]!;
      if (dayUse[row + other]! - (other === own ? 1 : 0) > 0) return false;
    }
    return true;
  }

  /** Sees to it that nothing is in the way of the chain's lesson `i`. Rooms come first: they fail soonest. */
  #makeRoom(i: number): boolean {
    const { seriesOf, duration } = this.#problem;
    const series = seriesOf[this.lessons[i]!]!;
    const start = this.starts[i]!;
    const end = start + duration[series]!;
    return (
      this.#clearRoom(i, series, start, end) &&
      this.#clearTeacher(i, series, start, end) &&
      (this.shift === 0 || this.#clearNeighbours(i, series, start, end))
    );
  }

  #clearNeighbours(i: number, series: number, start: number, end: number): boolean {
    const { blocked, blockedBy, rooms, teachers } = this.#timetable;
    const row = series * this.#problem.slots;
    let inTheWay = 0;
    let most = 0;
    for (let slot = row + start; slot < row + end; slot++) {
      inTheWay += blocked[slot]!;
      most = Math.max(most, blocked[slot]!);
    }
    if (inTheWay === 0) return true;
    this.isOfStrangers = false;
    if (inTheWay >= this.longest * (end - start)) return false;
    if (most > 1) return this.#clearCrowd(i, series, start, end, inTheWay);
    for (let slot = row + start; slot < row + end; slot++) {
      const other = blockedBy[slot]!;
      if (blocked[slot] === 0 || this.#stampOfLesson[other] === this.#stamp) continue;
      if (!this.#sendBack(other, i, rooms[other]!, teachers[other]!)) return false;
    }
    return true;
  }

  /** Several are in the way of one slot: all neighbours are looked through. */
  #clearCrowd(i: number, series: number, start: number, end: number, inTheWay: number): boolean {
    const { neighbours, gapSlots, slots, slotsPerDay, dayOfSlot, maxGapSlots, maxFarDays } = this.#problem;
    const { lessonAt, rooms, teachers } = this.#timetable;
    // Without gaps every slot in the way is met once, and none needs to be looked for after the last.
    let unmet = maxGapSlots === 0 ? inTheWay : Number.MAX_SAFE_INTEGER;
    const dayStart = dayOfSlot[start]! * slotsPerDay;
    const { from, items } = neighbours;
    for (let k = from[series]!; k < from[series + 1]!; k++) {
      const row = items[k]! * slots;
      let first = start;
      let last = end;
      if (maxGapSlots > 0) {
        first = Math.max(start - gapSlots[k]!, dayStart);
        last = Math.min(end + gapSlots[k]!, dayStart + slotsPerDay);
      }
      for (let slot = first; slot < last; slot++) {
        const other = lessonAt[row + slot]!;
        if (other < 0) continue;
        if (this.#stampOfLesson[other] !== this.#stamp && !this.#sendBack(other, i, rooms[other]!, teachers[other]!))
          return false;
        if (--unmet === 0) return true;
      }
    }
    return maxFarDays === 0 || this.#clearFarDays(i, series, dayOfSlot[start]!);
  }

  #clearFarDays(i: number, series: number, day: number): boolean {
    const { neighbours, farDays, nearDays, slots, slotsPerDay, days } = this.#problem;
    const { lessonAt, rooms, teachers } = this.#timetable;
    for (let k = neighbours.from[series]!; k < neighbours.from[series + 1]!; k++) {
      if (farDays[k] === 0) continue;
      const row = neighbours.items[k]! * slots;
      const list = farDays[k]! * days + day;
      for (let n = nearDays.from[list]!; n < nearDays.from[list + 1]!; n++) {
        const first = row + nearDays.items[n]! * slotsPerDay;
        for (let cell = first; cell < first + slotsPerDay; cell++) {
          const other = lessonAt[cell]!;
          if (other < 0 || this.#stampOfLesson[other] === this.#stamp) continue;
          if (!this.#sendBack(other, i, rooms[other]!, teachers[other]!)) return false;
        }
      }
    }
    return true;
  }

  /** Who has to leave the room takes the one that the lesson leaves. */
  #clearRoom(i: number, series: number, start: number, end: number): boolean {
    const room = this.rooms[i]!;
    if (room === NOWHERE) return true;
    const { roomCost, roomCount, slots } = this.#problem;
    if (roomCost[series * roomCount + room] === FORBIDDEN) return false;
    const { roomHolder, rooms, teachers } = this.#timetable;
    const left = rooms[this.lessons[i]!]!;
    for (let slot = start; slot < end; slot++) {
      const holder = roomHolder[room * slots + slot]!;
      if (holder === CLOSED) return false;
      if (holder < 0 || this.#stampOfLesson[holder] === this.#stamp) continue;
      if (!this.#sendBack(holder, i, left, teachers[holder]!)) return false;
    }
    return true;
  }

  /** Whose teacher is taken away takes the one that the lesson leaves. */
  #clearTeacher(i: number, series: number, start: number, end: number): boolean {
    const teacher = this.teachers[i]!;
    if (teacher === NOWHERE) return true;
    const { seriesOf, teacherCost, teacherCount, slots, slotsPerDay, dayOfSlot, maxTravelSlots } = this.#problem;
    if (teacherCost[series * teacherCount + teacher] === FORBIDDEN) return false;
    const { teacherHolder, teachers, rooms, starts } = this.#timetable;
    const left = teachers[this.lessons[i]!]!;
    const dayStart = dayOfSlot[start]! * slotsPerDay;
    const first = Math.max(start - maxTravelSlots, dayStart);
    const last = Math.min(end + maxTravelSlots, dayStart + slotsPerDay);
    for (let slot = first; slot < last; slot++) {
      const holder = teacherHolder[teacher * slots + slot]!;
      const within = slot >= start && slot < end;
      if (holder === CLOSED && within) return false;
      if (holder >= 0) this.isOfStrangers = false;
      if (holder < 0 || this.#stampOfLesson[holder] === this.#stamp) continue;
      if (!within && this.#timetable.canTravel(series, start, seriesOf[holder]!, starts[holder]!)) continue;
      if (!this.#sendBack(holder, i, rooms[holder]!, left)) return false;
    }
    return true;
  }

  /** Whether the chain's lessons do not meet in a room or at a teacher where they arrive. */
  #apart(): boolean {
    const { maxGapSlots, maxTravelSlots, maxFarDays, dayOfSlot, nearDays, days } = this.#problem;
    const nearby = maxGapSlots > 0 || maxTravelSlots > 0;
    const [from, to] = [dayOfSlot[this.source]!, dayOfSlot[this.source + this.shift]!];
    // Distances between lessons of both windows are not weighed: on one day, or on days too near, such a chain is let go.
    if (nearby && this.shift !== 0 && from === to) return false;
    if (maxFarDays > 0 && from !== to) {
      const list = maxFarDays * days + from;
      if (nearDays.items.subarray(nearDays.from[list], nearDays.from[list + 1]).includes(to)) return false;
    }
    for (let i = 1; i < this.length; i++) for (let k = 0; k < i; k++) if (this.#meet(i, k)) return false;
    return true;
  }

  #meet(i: number, k: number): boolean {
    const sameRoom = this.rooms[i] === this.rooms[k] && this.rooms[i] !== NOWHERE;
    const sameTeacher = this.teachers[i] === this.teachers[k] && this.teachers[i] !== NOWHERE;
    if (!sameRoom && !sameTeacher) return false;
    const { seriesOf, duration } = this.#problem;
    const [one, other] = [seriesOf[this.lessons[i]!]!, seriesOf[this.lessons[k]!]!];
    const [start, otherStart] = [this.starts[i]!, this.starts[k]!];
    if (start < otherStart + duration[other]! && otherStart < start + duration[one]!) return true;
    return sameTeacher && !this.#timetable.canTravel(one, start, other, otherStart);
  }
}
