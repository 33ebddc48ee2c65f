// biome-ignore-all lint/style/noNonNullAssertion: typed arrays are indexed within their bounds, which the type cannot tell
import type { Chain } from './chain.ts';
import { dayCost, OVERFULL } from './day-shape.ts';
import type { FlatProblem } from './flat-problem.ts';
import { NOWHERE } from './problem.ts';
import type { RoomUse } from './room-use.ts';
import type { Timetable } from './timetable.ts';
import { type DayMasks, type FlatWeeks, keepsWeek } from './week-shape.ts';

/** What no timetable can have: more than any sum of costs. */
export const IMPOSSIBLE = OVERFULL / 2;

/** Weighs chains without carrying them out. No series is in a chain twice, so what concerns a series is weighed lesson by lesson. */
export class ChainCost {
  readonly #timetable: Timetable;
  readonly #problem: FlatProblem;
  /** The agendas that a chain touches, and the slots of each that change on the source's day and on the target's. */
  readonly #touched: Int32Array;
  readonly #stampOfAgenda: Int32Array;
  #touchedCount = 0;
  #stamp = 0;
  /** By agenda × (source, target). */
  readonly #low: Int32Array;
  readonly #high: Int32Array;
  /** The timetable's own days. */
  readonly #masks: DayMasks;

  constructor(timetable: Timetable) {
    const { agendaCount, days, slotsPerDay } = timetable.problem;
    this.#timetable = timetable;
    this.#problem = timetable.problem;
    this.#touched = new Int32Array(agendaCount);
    this.#stampOfAgenda = new Int32Array(agendaCount);
    this.#low = new Int32Array(agendaCount * 2);
    this.#high = new Int32Array(agendaCount * 2);
    this.#masks = { low: timetable.dayLow, high: timetable.dayHigh, at: 0, days, slotsPerDay };
  }

  /** How much more the timetable would cost; IMPOSSIBLE or above where somebody would have too much on a day or in the week. */
  weigh(chain: Chain): number {
    const { starts, rooms, teachers, home, limitedRooms } = this.#timetable;
    const { seriesOf } = this.#problem;
    let delta = 0;
    for (let i = 0; i < chain.length; i++) {
      const lesson = chain.lessons[i]!;
      const series = seriesOf[lesson]!;
      if (chain.shift !== 0) delta += this.#weighStart(series, starts[lesson]!, chain.starts[i]!);
      const room = rooms[lesson]!;
      if (room !== chain.rooms[i]) delta += this.#weighRoom(series, room, chain.rooms[i]!);
      const teacher = teachers[lesson]!;
      if (teacher !== chain.teachers[i]) delta += this.#weighTeacher(series, teacher, chain.teachers[i]!);
    }
    if (home !== null) delta += this.#weighChanges(chain);
    if (limitedRooms !== null && !this.#keepsToRooms(chain, limitedRooms)) return IMPOSSIBLE;
    const first = chain.lessons[0]!;
    const changesTeachers = teachers[first] !== chain.teachers[0];
    if (changesTeachers) delta += this.#weighLoads(chain, teachers[first]!, chain.teachers[0]!);
    if (chain.shift === 0 && !changesTeachers) return delta;
    if (changesTeachers || !chain.isOfStrangers) return delta + this.#weighAgendas(chain);
    for (let i = 0; i < chain.length; i++) delta += this.#weighMove(chain, i);
    return delta;
  }

  #weighStart(series: number, from: number, to: number): number {
    const { startCost, slots, spreadCost, minDays, dayOfSlot, days } = this.#problem;
    const preference = startCost[series * slots + to]! - startCost[series * slots + from]!;
    const cost = spreadCost[series]!;
    const dayFrom = dayOfSlot[from]!;
    const dayTo = dayOfSlot[to]!;
    if (cost === 0 || dayFrom === dayTo) return preference;
    const { dayUse, daysUsed } = this.#timetable;
    const used = daysUsed[series]!;
    const left = dayUse[series * days + dayFrom] === 1 ? 1 : 0;
    const won = dayUse[series * days + dayTo] === 0 ? 1 : 0;
    const least = minDays[series]!;
    return preference + cost * (Math.max(least - used + left - won, 0) - Math.max(least - used, 0));
  }

  #weighRoom(series: number, from: number, to: number): number {
    const { roomCost, roomCount, extraRoomCost } = this.#problem;
    const { roomUse } = this.#timetable;
    const row = series * roomCount;
    const extra = (roomUse[row + to] === 0 ? 1 : 0) - (roomUse[row + from] === 1 ? 1 : 0);
    return roomCost[row + to]! - roomCost[row + from]! + extraRoomCost[series]! * extra;
  }

  #weighTeacher(series: number, from: number, to: number): number {
    const { teacherCost, teacherCount, extraTeacherCost } = this.#problem;
    const { teacherUse } = this.#timetable;
    const row = series * teacherCount;
    const extra = (teacherUse[row + to] === 0 ? 1 : 0) - (teacherUse[row + from] === 1 ? 1 : 0);
    return teacherCost[row + to]! - teacherCost[row + from]! + extraTeacherCost[series]! * extra;
  }

  /** Counts the chain as if it were carried out, looks, and counts back. */
  #keepsToRooms(chain: Chain, limitedRooms: RoomUse): boolean {
    const before = limitedRooms.exceeded;
    this.#countRooms(chain, limitedRooms, 1);
    const keeps = limitedRooms.exceeded <= before;
    this.#countRooms(chain, limitedRooms, -1);
    return keeps;
  }

  #countRooms(chain: Chain, limitedRooms: RoomUse, step: 1 | -1): void {
    const { seriesOf, dayOfSlot } = this.#problem;
    const { starts, rooms, teachers } = this.#timetable;
    const back = step === 1 ? -1 : 1;
    for (let i = 0; i < chain.length; i++) {
      const lesson = chain.lessons[i]!;
      const series = seriesOf[lesson]!;
      limitedRooms.mark(series, dayOfSlot[starts[lesson]!]!, rooms[lesson]!, teachers[lesson]!, back);
      limitedRooms.mark(series, dayOfSlot[chain.starts[i]!]!, chain.rooms[i]!, chain.teachers[i]!, step);
    }
  }

  /** A chain changes between two teachers only: the one that its first lesson leaves and the one that it gets. */
  #weighLoads(chain: Chain, left: number, won: number): number {
    const { seriesOf, duration, maxSlotsPerWeek } = this.#problem;
    const { slotsTaught, teachers } = this.#timetable;
    let moved = 0;
    for (let i = 0; i < chain.length; i++) {
      const lesson = chain.lessons[i]!;
      if (teachers[lesson] === chain.teachers[i]) continue;
      moved += (chain.teachers[i] === won ? 1 : -1) * duration[seriesOf[lesson]!]!;
    }
    if (moved > 0 && slotsTaught[won]! + moved > maxSlotsPerWeek[won]!) return IMPOSSIBLE;
    if (moved < 0 && slotsTaught[left]! - moved > maxSlotsPerWeek[left]!) return IMPOSSIBLE;
    return this.#overloadStep(won, moved) + this.#overloadStep(left, -moved);
  }

  #overloadStep(teacher: number, slots: number): number {
    const { fairSlots, overloadCost } = this.#problem;
    const over = this.#timetable.slotsTaught[teacher]! - fairSlots[teacher]!;
    return overloadCost[teacher]! * (Math.max(over + slots, 0) ** 2 - Math.max(over, 0) ** 2);
  }

  #weighChanges(chain: Chain): number {
    const timetable = this.#timetable;
    let delta = 0;
    for (let i = 0; i < chain.length; i++) {
      const lesson = chain.lessons[i]!;
      delta +=
        timetable.changeCost(lesson, chain.starts[i]!, chain.rooms[i]!, chain.teachers[i]!) -
        timetable.changeCost(lesson, timetable.starts[lesson]!, timetable.rooms[lesson]!, timetable.teachers[lesson]!);
    }
    return delta;
  }

  /** A lesson moves and keeps its teacher, and nothing else in its agendas moves: each of them changes by itself. */
  #weighMove(chain: Chain, i: number): number {
    const { agendasOf, seriesOf, dayOfSlot, weeks } = this.#problem;
    const lesson = chain.lessons[i]!;
    const series = seriesOf[lesson]!;
    const { from, items } = agendasOf;
    const dayFrom = dayOfSlot[this.#timetable.starts[lesson]!]!;
    const dayTo = dayOfSlot[chain.starts[i]!]!;
    this.#readBits(series, this.#timetable.starts[lesson]!, chain.starts[i]!);
    let delta = 0;
    for (let k = from[series]!; k < from[series + 1]!; k++) delta += this.#weighBits(items[k]!, dayFrom, dayTo);
    const teacher = chain.teachers[i]!;
    if (teacher !== NOWHERE) delta += this.#weighBits(teacher, dayFrom, dayTo);
    if (weeks !== null && delta < IMPOSSIBLE && !this.#keepsWeeks(weeks, series, teacher, dayFrom, dayTo))
      return OVERFULL;
    return delta;
  }

  #lowFrom = 0;
  #highFrom = 0;
  #lowTo = 0;
  #highTo = 0;

  #readBits(series: number, start: number, end: number): void {
    const { duration, lowBits, highBits, slots } = this.#problem;
    const row = duration[series]! * slots;
    this.#lowFrom = lowBits[row + start]!;
    this.#highFrom = highBits[row + start]!;
    this.#lowTo = lowBits[row + end]!;
    this.#highTo = highBits[row + end]!;
  }

  #weighBits(agenda: number, dayFrom: number, dayTo: number): number {
    if (dayFrom === dayTo)
      return this.#weighDay(agenda, dayFrom, this.#lowFrom ^ this.#lowTo, this.#highFrom ^ this.#highTo);
    return (
      this.#weighDay(agenda, dayFrom, this.#lowFrom, this.#highFrom) +
      this.#weighDay(agenda, dayTo, this.#lowTo, this.#highTo)
    );
  }

  /** Whether the week of each agenda of the series stays as it has to be when one lesson moves. */
  #keepsWeeks(weeks: FlatWeeks, series: number, teacher: number, dayFrom: number, dayTo: number): boolean {
    const { from, items } = this.#problem.agendasOf;
    const end = teacher === NOWHERE ? from[series + 1]! : from[series + 1]! + 1;
    for (let k = from[series]!; k < end; k++) {
      const agenda = k === from[series + 1]! ? teacher : items[k]!;
      if (weeks.asked[agenda] === 0) continue;
      this.#changeDay(agenda, dayFrom, this.#lowFrom, this.#highFrom);
      this.#changeDay(agenda, dayTo, this.#lowTo, this.#highTo);
      const keeps = this.#keepsWeek(weeks, agenda);
      this.#changeDay(agenda, dayFrom, this.#lowFrom, this.#highFrom);
      this.#changeDay(agenda, dayTo, this.#lowTo, this.#highTo);
      if (!keeps) return false;
    }
    return true;
  }

  /** The same for all agendas that a chain touches. */
  #keepTouchedWeeks(weeks: FlatWeeks, source: number, target: number): boolean {
    const [low, high] = [this.#low, this.#high];
    for (let k = 0; k < this.#touchedCount; k++) {
      const agenda = this.#touched[k]!;
      if (weeks.asked[agenda] === 0) continue;
      const [from, to] = [agenda * 2, agenda * 2 + 1];
      this.#changeDay(agenda, source, low[from]!, high[from]!);
      this.#changeDay(agenda, target, low[to]!, high[to]!);
      const keeps = this.#keepsWeek(weeks, agenda);
      this.#changeDay(agenda, source, low[from]!, high[from]!);
      this.#changeDay(agenda, target, low[to]!, high[to]!);
      if (!keeps) return false;
    }
    return true;
  }

  #keepsWeek(weeks: FlatWeeks, agenda: number): boolean {
    this.#masks.at = agenda * this.#problem.days;
    return keepsWeek(weeks, agenda, this.#masks);
  }

  /** Doing it twice undoes it. */
  #changeDay(agenda: number, day: number, low: number, high: number): void {
    const index = agenda * this.#problem.days + day;
    this.#masks.low[index]! ^= low;
    this.#masks.high[index]! ^= high;
  }

  /** What it costs the agenda that these slots of the day change. */
  #weighDay(agenda: number, day: number, low: number, high: number): number {
    const { shapeOf, agendaWeight, dayTable, shapes, days, slotsPerDay } = this.#problem;
    const { dayLow, dayHigh } = this.#timetable;
    const index = agenda * days + day;
    const shape = shapeOf[agenda]!;
    const lowBefore = dayLow[index]!;
    if (dayTable.length > 0) {
      const row = shape << slotsPerDay;
      return agendaWeight[agenda]! * (dayTable[row + (lowBefore ^ low)]! - dayTable[row + lowBefore]!);
    }
    const highBefore = dayHigh[index]!;
    const limits = shapes[shape]!;
    return (
      agendaWeight[agenda]! *
      (dayCost(limits, lowBefore ^ low, highBefore ^ high) - dayCost(limits, lowBefore, highBefore))
    );
  }

  /** Several lessons move: what leaves an agenda and what enters it is put together first. */
  #weighAgendas(chain: Chain): number {
    const { dayOfSlot, agendasOf, seriesOf, weeks } = this.#problem;
    const { starts, teachers } = this.#timetable;
    const { from, items } = agendasOf;
    this.#touchedCount = 0;
    this.#stamp++;
    const source = dayOfSlot[chain.source]!;
    const target = dayOfSlot[chain.source + chain.shift]!;
    for (let i = 0; i < chain.length; i++) {
      const lesson = chain.lessons[i]!;
      const series = seriesOf[lesson]!;
      this.#readBits(series, starts[lesson]!, chain.starts[i]!);
      const leaves = chain.directions[i] === 1 || source === target ? 0 : 1;
      const enters = source === target ? 0 : 1 - leaves;
      for (let k = from[series]!; k < from[series + 1]!; k++) {
        this.#change(items[k]!, leaves, this.#lowFrom, this.#highFrom);
        this.#change(items[k]!, enters, this.#lowTo, this.#highTo);
      }
      if (chain.teachers[i] === NOWHERE) continue;
      this.#change(teachers[lesson]!, leaves, this.#lowFrom, this.#highFrom);
      this.#change(chain.teachers[i]!, enters, this.#lowTo, this.#highTo);
    }
    let delta = 0;
    for (let k = 0; k < this.#touchedCount; k++) {
      const agenda = this.#touched[k]!;
      delta += this.#weighDay(agenda, source, this.#low[agenda * 2]!, this.#high[agenda * 2]!);
      if (source === target) continue;
      delta += this.#weighDay(agenda, target, this.#low[agenda * 2 + 1]!, this.#high[agenda * 2 + 1]!);
    }
    if (weeks !== null && delta < IMPOSSIBLE && !this.#keepTouchedWeeks(weeks, source, target)) return OVERFULL;
    return delta;
  }

  #change(agenda: number, side: number, low: number, high: number): void {
    if (this.#stampOfAgenda[agenda] !== this.#stamp) {
      this.#stampOfAgenda[agenda] = this.#stamp;
      this.#touched[this.#touchedCount++] = agenda;
      this.#low[agenda * 2] = 0;
      this.#low[agenda * 2 + 1] = 0;
      this.#high[agenda * 2] = 0;
      this.#high[agenda * 2 + 1] = 0;
    }
    this.#low[agenda * 2 + side]! ^= low;
    this.#high[agenda * 2 + side]! ^= high;
  }
}
