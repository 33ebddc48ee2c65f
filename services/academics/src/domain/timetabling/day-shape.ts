import type { DayShape } from './problem.ts';

/** As the search reads it. */
export interface FullDayShape extends Required<DayShape> {
  /** For each slot that a day short of its `minSlots` should have or lacks. */
  shortCost: number;
  /** Slots after which there is a break. */
  breaksLow: number;
  breaksHigh: number;
}

/** A day with more than its `maxSlots`, or too much of it in a row: no sum of costs comes near. */
export const OVERFULL = 1 << 29;

/**
 * A day is a mask of its occupied slots: `low` the first 32, `high` the rest.
 * Days of at most 12 slots are looked up; longer ones are counted.
 */
export const DAY_TABLE_SLOTS = 12;

export const bitCount = (word: number): number => {
  let bits = word - ((word >>> 1) & 0x55555555);
  bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333);
  return Math.imul((bits + (bits >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
};

/** How many slots of the day have no occupied one beside them. */
export function lonelySlots(low: number, high: number): number {
  const beside = (low << 1) | (low >>> 1) | (high << 31);
  const besideHigh = (high << 1) | (high >>> 1) | (low >>> 31);
  return bitCount(low & ~beside) + bitCount(high & ~besideHigh);
}

/** The first occupied slot of a day with any. */
export const firstSlot = (low: number, high: number): number =>
  low === 0 ? 63 - Math.clz32(high & -high) : 31 - Math.clz32(low & -low);

export const lastSlot = (low: number, high: number): number =>
  high === 0 ? 31 - Math.clz32(low) : 63 - Math.clz32(high);

/** How many slots lie free between the first and the last occupied one. */
export const idleSlots = (low: number, high: number): number =>
  (low | high) === 0 ? 0 : lastSlot(low, high) - firstSlot(low, high) + 1 - bitCount(low) - bitCount(high);

/** The longest row of occupied slots without a break. */
export function longestRow({ breaksLow, breaksHigh }: FullDayShape, low: number, high: number): number {
  if ((low | high) === 0) return 0;
  // Slots that the next one follows on. Each round takes the last one off every row.
  let a = low & ((low >>> 1) | (high << 31)) & ~breaksLow;
  let b = high & (high >>> 1) & ~breaksHigh;
  let length = 1;
  for (; (a | b) !== 0; length++) {
    a &= (a >>> 1) | (b << 31);
    b &= b >>> 1;
  }
  return length;
}

/** Above what leaving the lessons of the day out would cost, and the more the further from enough. */
export const shortDayCost = (minSlots: number, held: number, shortCost: number): number =>
  shortCost * (2 * minSlots - held);

/** What the day costs, for an agenda of weight 1. */
export function dayCost(shape: FullDayShape, low: number, high: number): number {
  if ((low | high) === 0) return 0;
  const held = bitCount(low) + bitCount(high);
  if (held > shape.maxSlots) return OVERFULL;
  if (held > shape.maxInRow && longestRow(shape, low, high) > shape.maxInRow) return OVERFULL;
  return (
    shape.dayCost +
    (held < shape.minSlots ? shortDayCost(shape.minSlots, held, shape.shortCost) : 0) +
    (shape.lonelyCost === 0 ? 0 : shape.lonelyCost * lonelySlots(low, high)) +
    (shape.idleCost === 0 ? 0 : shape.idleCost * idleSlots(low, high))
  );
}
