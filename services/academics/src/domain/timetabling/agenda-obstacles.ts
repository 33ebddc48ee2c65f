// biome-ignore-all lint/style/noNonNullAssertion: typed arrays are indexed within their bounds, which the type cannot tell
import { bitCount, type FullDayShape, longestRow } from './day-shape.ts';
import type { FlatProblem } from './flat-problem.ts';
import type { ObstacleList } from './obstacle-list.ts';
import { NOWHERE } from './problem.ts';
import type { Timetable } from './timetable.ts';
import { type DayMasks, daysUsed, type FlatWeeks, lackingSlots, restAfter } from './week-shape.ts';

/** Who has to leave somebody's days, an agenda's or a teacher's, so that they are as they have to be with one more lesson. */
export class AgendaObstacles {
  readonly #timetable: Timetable;
  readonly #problem: FlatProblem;
  readonly #list: ObstacleList;
  readonly #lessonsOfAgenda: readonly (readonly number[])[];
  /** The agenda's days as they would be: without what is listed, with the new lesson. */
  readonly #days: DayMasks;

  constructor(timetable: Timetable, list: ObstacleList) {
    const { days, slotsPerDay } = timetable.problem;
    this.#timetable = timetable;
    this.#problem = timetable.problem;
    this.#list = list;
    this.#lessonsOfAgenda = lessonsByAgenda(timetable.problem);
    this.#days = { low: new Int32Array(days), high: new Int32Array(days), at: 0, days, slotsPerDay };
  }

  add(agenda: number, series: number, start: number): boolean {
    const { shapes, shapeOf, dayOfSlot, days, duration, weeks } = this.#problem;
    const { dayLow, dayHigh } = this.#timetable;
    const shape = shapes[shapeOf[agenda]!]!;
    const day = dayOfSlot[start]!;
    const index = agenda * days + day;
    const held = bitCount(dayLow[index]!) + bitCount(dayHigh[index]!) + duration[series]!;
    const isLong = held > shape.maxSlots || held > shape.maxInRow;
    const asksWeek = weeks !== null && weeks.asked[agenda] === 1;
    if (!isLong && !asksWeek) return true;
    this.#imagine(agenda, series, start);
    if (isLong && !this.#thinDay(agenda, day, shape)) return false;
    return !asksWeek || this.#thinWeek(weeks, agenda, day);
  }

  #imagine(agenda: number, series: number, start: number): void {
    const { days, dayOfSlot } = this.#problem;
    const { dayLow, dayHigh } = this.#timetable;
    this.#days.low.set(dayLow.subarray(agenda * days, (agenda + 1) * days));
    this.#days.high.set(dayHigh.subarray(agenda * days, (agenda + 1) * days));
    for (const lesson of this.#list.lessons) if (this.#isOf(agenda, lesson)) this.#strike(lesson);
    this.#flip(series, start, dayOfSlot[start]!);
  }

  #isOf(agenda: number, lesson: number): boolean {
    const { teacherCount, agendasOf, seriesOf } = this.#problem;
    if (agenda < teacherCount) return this.#timetable.teachers[lesson] === agenda;
    const series = seriesOf[lesson]!;
    for (let k = agendasOf.from[series]!; k < agendasOf.from[series + 1]!; k++)
      if (agendasOf.items[k] === agenda) return true;
    return false;
  }

  #flip(series: number, start: number, day: number): void {
    const { lowBits, highBits, duration, slots } = this.#problem;
    const at = duration[series]! * slots + start;
    this.#days.low[day]! ^= lowBits[at]!;
    this.#days.high[day]! ^= highBits[at]!;
  }

  /** Takes a lesson off the imagined days; doing it twice puts it back. */
  #strike(lesson: number): void {
    const { seriesOf, dayOfSlot } = this.#problem;
    const start = this.#timetable.starts[lesson]!;
    this.#flip(seriesOf[lesson]!, start, dayOfSlot[start]!);
  }

  #take(lessons: readonly number[]): void {
    for (const lesson of lessons) {
      this.#list.add(lesson);
      this.#strike(lesson);
    }
  }

  #thinDay(agenda: number, day: number, shape: FullDayShape): boolean {
    const { maxSlots, maxInRow } = shape;
    const held = () => bitCount(this.#days.low[day]!) + bitCount(this.#days.high[day]!);
    while (held() > maxSlots) {
      const lesson = this.#removable(agenda, day)[0];
      if (lesson === undefined) return false;
      this.#take([lesson]);
    }
    const row = () => longestRow(shape, this.#days.low[day]!, this.#days.high[day]!);
    for (let length = row(); length > maxInRow; ) {
      const lesson = this.#best(this.#removable(agenda, day), (each) => length - this.#without([each], row));
      if (lesson === undefined) return false;
      this.#take([lesson]);
      length = row();
    }
    return true;
  }

  #thinWeek(weeks: FlatWeeks, agenda: number, day: number): boolean {
    return (
      this.#freeDays(weeks, agenda, day) &&
      this.#restBefore(weeks, agenda, day) &&
      this.#restAfter(weeks, agenda, day) &&
      this.#fillDays(weeks, agenda, day)
    );
  }

  /** Somebody who comes on one day too many gives up the one with the fewest slots. */
  #freeDays(weeks: FlatWeeks, agenda: number, day: number): boolean {
    while (daysUsed(this.#days) > weeks.maxDays[agenda]!) {
      let [fewest, least] = [-1, Number.POSITIVE_INFINITY];
      for (let other = 0; other < this.#days.days; other++) {
        const held = bitCount(this.#days.low[other]!) + bitCount(this.#days.high[other]!);
        if (other === day || held === 0 || held >= least || !this.#isRemovable(agenda, other)) continue;
        [fewest, least] = [other, held];
      }
      if (fewest === -1) return false;
      this.#take(this.#removable(agenda, fewest));
    }
    return true;
  }

  #restBefore({ restSlots, repeats }: FlatWeeks, agenda: number, day: number): boolean {
    const before = day === 0 ? this.#days.days - 1 : day - 1;
    while (restAfter(this.#days, before, repeats) < restSlots[agenda]!) {
      const late = this.#removable(agenda, before).at(-1);
      if (late === undefined || (day === 0 && !repeats)) return false;
      this.#take([late]);
    }
    return true;
  }

  #restAfter({ restSlots, repeats }: FlatWeeks, agenda: number, day: number): boolean {
    while (restAfter(this.#days, day, repeats) < restSlots[agenda]!) {
      const early = this.#removable(agenda, (day + 1) % this.#days.days)[0];
      if (early === undefined) return false;
      this.#take([early]);
    }
    return true;
  }

  /** Until what has no place could fill all gaps that are too many, and all days that are too short. */
  #fillDays(weeks: FlatWeeks, agenda: number, day: number): boolean {
    const lacking = () => lackingSlots(weeks, agenda, weeks.minSlots[agenda]!, this.#days);
    for (let lack = lacking(); lack > 0; lack = lacking()) {
      const ways: number[][] = [];
      for (let other = 0; other < this.#days.days; other++) {
        const lessons = this.#removable(agenda, other);
        if (lessons.length === 0) continue;
        ways.push(lessons.slice(0, 1), lessons.slice(-1));
        if (other !== day && lessons.length > 1 && this.#isRemovable(agenda, other)) ways.push(lessons);
      }
      const way = this.#best(ways, (lessons) => (lack - this.#without(lessons, lacking)) / lessons.length);
      if (way === undefined) return false;
      this.#take(way);
    }
    return true;
  }

  /** What gains most; undefined where nothing gains anything. */
  #best<T>(ways: readonly T[], gain: (way: T) => number): T | undefined {
    let best: T | undefined;
    let most = 0;
    for (const way of ways) {
      const won = gain(way);
      if (won > most) [best, most] = [way, won];
    }
    return best;
  }

  #without(lessons: readonly number[], measure: () => number): number {
    for (const lesson of lessons) this.#strike(lesson);
    const found = measure();
    for (const lesson of lessons) this.#strike(lesson);
    return found;
  }

  /** Of the agenda's day what is not listed yet, in the order of time. */
  #lessonsOf(agenda: number, day: number): number[] {
    const { teacherCount, dayOfSlot } = this.#problem;
    const { starts } = this.#timetable;
    if (agenda < teacherCount) return this.#lessonsOfTeacher(agenda, day);
    return this.#lessonsOfAgenda[agenda]!.filter(
      (lesson) => starts[lesson] !== NOWHERE && dayOfSlot[starts[lesson]!] === day && !this.#list.has(lesson),
    ).sort((a, b) => starts[a]! - starts[b]!);
  }

  #lessonsOfTeacher(teacher: number, day: number): number[] {
    const { slots, slotsPerDay } = this.#problem;
    const first = teacher * slots + day * slotsPerDay;
    const holders = this.#timetable.teacherHolder.subarray(first, first + slotsPerDay);
    return [...new Set(holders)].filter((holder) => holder >= 0 && !this.#list.has(holder));
  }

  #removable(agenda: number, day: number): number[] {
    return this.#lessonsOf(agenda, day).filter((lesson) => this.#timetable.pinned[lesson] === 0);
  }

  #isRemovable(agenda: number, day: number): boolean {
    return this.#lessonsOf(agenda, day).every((lesson) => this.#timetable.pinned[lesson] === 0);
  }
}

function lessonsByAgenda({ agendaCount, seriesOf, agendasOf }: FlatProblem): number[][] {
  const found = Array.from({ length: agendaCount }, () => [] as number[]);
  for (const [lesson, series] of seriesOf.entries())
    for (let k = agendasOf.from[series]!; k < agendasOf.from[series + 1]!; k++)
      found[agendasOf.items[k]!]!.push(lesson);
  return found;
}
