import type { DayShape } from './problem.ts';

/** A day with more than its `maxSlots`: no sum of costs comes near. */
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

/** How many slots lie free between the first and the last occupied one. */
export function idleSlots(low: number, high: number): number {
  if ((low | high) === 0) return 0;
  const last = high === 0 ? 31 - Math.clz32(low) : 63 - Math.clz32(high);
  const first = low === 0 ? 63 - Math.clz32(high & -high) : 31 - Math.clz32(low & -low);
  return last - first + 1 - bitCount(low) - bitCount(high);
}

/** What the day costs, for an agenda of weight 1. */
export function dayCost(shape: Required<DayShape>, low: number, high: number): number {
  if ((low | high) === 0) return 0;
  if (bitCount(low) + bitCount(high) > shape.maxSlots) return OVERFULL;
  return (
    shape.dayCost +
    (shape.lonelyCost === 0 ? 0 : shape.lonelyCost * lonelySlots(low, high)) +
    (shape.idleCost === 0 ? 0 : shape.idleCost * idleSlots(low, high))
  );
}
