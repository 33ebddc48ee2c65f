// biome-ignore-all lint/style/noNonNullAssertion: typed arrays are indexed within their bounds, which the type cannot tell
import { bitCount, firstSlot, lastSlot } from './day-shape.ts';
import type { TimetablingProblem, WeekShape } from './problem.ts';

/** What is hard of somebody's week, by agenda, teachers first. */
export interface FlatWeeks {
  /** 1 where anything of this is asked. */
  asked: Uint8Array;
  maxDays: Int32Array;
  restSlots: Int32Array;
  /** NO_LIMIT where free slots do not matter, or the lessons are not known. */
  maxIdleSlots: Int32Array;
  /** Of a day with any; 0 where the lessons are not known. */
  minSlots: Int32Array;
  /** What all its lessons hold. */
  totalSlots: Int32Array;
  repeats: boolean;
}

export const NO_LIMIT = 1 << 20;

interface Week extends WeekShape {
  minSlots: number;
  totalSlots: number;
}

export function flatWeeks(problem: TimetablingProblem): FlatWeeks | null {
  const { teachers, agendas, series, days, repeats = false } = problem;
  const known = agendas.map(
    ({ series: own, day, week = {} }): Week => ({
      ...week,
      minSlots: day.minSlots ?? 0,
      totalSlots: own.reduce((sum, s) => sum + (series[s]?.lessons ?? 0) * (series[s]?.durationSlots ?? 0), 0),
    }),
  );
  const all = [
    ...teachers.map(({ week = {} }): Week => ({ ...week, maxIdleSlots: NO_LIMIT, minSlots: 0, totalSlots: NO_LIMIT })),
    ...known,
  ];
  const asked = Uint8Array.from(all, ({ maxDays = days, restSlots = 0, maxIdleSlots = NO_LIMIT, minSlots }) =>
    Number(maxDays < days || restSlots > 0 || maxIdleSlots < NO_LIMIT || minSlots > 0),
  );
  if (!asked.includes(1)) return null;
  return {
    asked,
    maxDays: Int32Array.from(all, ({ maxDays = days }) => maxDays),
    restSlots: Int32Array.from(all, ({ restSlots = 0 }) => restSlots),
    maxIdleSlots: Int32Array.from(all, ({ maxIdleSlots = NO_LIMIT }) => maxIdleSlots),
    minSlots: Int32Array.from(all, ({ minSlots }) => minSlots),
    totalSlots: Int32Array.from(all, ({ totalSlots }) => totalSlots),
    repeats,
  };
}

/** The masks of somebody's days: those of an agenda in a timetable, from `at` on. */
export interface DayMasks {
  low: Int32Array;
  high: Int32Array;
  at: number;
  days: number;
  slotsPerDay: number;
}

export const daysUsed = ({ low, high, at, days }: DayMasks): number => {
  let used = 0;
  for (let i = at; i < at + days; i++) if ((low[i]! | high[i]!) !== 0) used++;
  return used;
};

/** Free slots from the last lesson of a day to the first of the next; without either, there is rest enough. */
export function restAfter({ low, high, at, days, slotsPerDay }: DayMasks, day: number, repeats: boolean): number {
  const next = at + (day + 1 < days ? day + 1 : 0);
  const own = at + day;
  if (day + 1 === days && !repeats) return NO_LIMIT;
  if ((low[own]! | high[own]!) === 0 || (low[next]! | high[next]!) === 0) return NO_LIMIT;
  return slotsPerDay - 1 - lastSlot(low[own]!, high[own]!) + firstSlot(low[next]!, high[next]!);
}

/** The slots that a day takes up: from its first lesson to its last, or what it should have at least. */
export const spanSlots = (low: number, high: number, minSlots: number): number =>
  (low | high) === 0 ? 0 : Math.max(lastSlot(low, high) - firstSlot(low, high) + 1, minSlots);

const heldSlots = (low: number, high: number, minSlots: number): number =>
  (low | high) === 0 ? 0 : Math.max(bitCount(low) + bitCount(high), minSlots);

/** How many slots are missing to fill all days as they have to be, even with what has no place yet. */
export function lackingSlots(weeks: FlatWeeks, agenda: number, minSlots: number, masks: DayMasks): number {
  const { low, high, at, days } = masks;
  const total = weeks.totalSlots[agenda]!;
  const idle = weeks.maxIdleSlots[agenda]!;
  if (total === NO_LIMIT || (minSlots === 0 && idle === NO_LIMIT)) return 0;
  let span = 0;
  let held = 0;
  for (let i = at; i < at + days; i++) {
    span += spanSlots(low[i]!, high[i]!, minSlots);
    held += heldSlots(low[i]!, high[i]!, minSlots);
  }
  return Math.max(span - total - idle, held - total, 0);
}

/** Whether somebody's week is as it has to be. Days short of their slots are the business of what days cost. */
export function keepsWeek(weeks: FlatWeeks, agenda: number, masks: DayMasks): boolean {
  if (daysUsed(masks) > weeks.maxDays[agenda]!) return false;
  const rest = weeks.restSlots[agenda]!;
  if (rest > 0)
    for (let day = 0; day < masks.days; day++) if (restAfter(masks, day, weeks.repeats) < rest) return false;
  return lackingSlots(weeks, agenda, 0, masks) === 0;
}
