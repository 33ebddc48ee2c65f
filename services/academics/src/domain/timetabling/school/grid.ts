import { minuteOf } from './calendar.ts';
import type { School } from './model.ts';

/** The week as the search sees it: 7 days of equal slots. Lessons start on a slot and hold whole ones. */
export interface Grid {
  /** 15 or 30. */
  slotMinutes: number;
  slotsPerDay: number;
  /** Minute of the day at which the first slot begins. */
  firstMinute: number;
}

const DEFAULT_OPENING = 8 * 60;
/** What a day of the search core can have. */
const MAX_SLOTS = 64;

/** Half hours where all lengths and times are of half hours, else quarters. Throws where the school's day is too long for quarters. */
export function gridOf(school: School): Grid {
  const { fixed, classGroups, policy, branches } = school;
  const hours = branches.flatMap(({ openingHours }) => openingHours ?? []);
  const starts = [...hours.map(({ startTime }) => minuteOf(startTime)), ...fixed.map(({ startMinute }) => startMinute)];
  const ends = [
    policy.latestEndMinute,
    ...(classGroups.some(({ online }) => online) ? [policy.latestOnlineEndMinute] : []),
    ...fixed.map(({ startMinute, durationMinutes }) => startMinute + durationMinutes),
  ];
  const all = [...starts, ...ends, ...classGroups.map(({ durationMinutes }) => durationMinutes)];
  const slotMinutes = all.every((minute) => minute % 30 === 0) ? 30 : 15;
  const isUnbounded = branches.some(({ openingHours }) => openingHours === null);
  const first = least([...starts, ...(isUnbounded || hours.length === 0 ? [DEFAULT_OPENING] : [])]);
  const firstMinute = Math.floor(first / slotMinutes) * slotMinutes;
  const slotsPerDay = Math.ceil((Math.max(...ends) - firstMinute) / slotMinutes);
  if (slotsPerDay > MAX_SLOTS)
    throw new RangeError(
      `A school's day from minute ${firstMinute} has ${slotsPerDay} slots of ${slotMinutes} minutes.`,
    );
  return { slotMinutes, slotsPerDay, firstMinute };
}

const least = (minutes: readonly number[]): number => minutes.reduce((a, b) => Math.min(a, b));

export const slotAt = ({ slotMinutes, slotsPerDay, firstMinute }: Grid, weekday: number, minute: number): number =>
  (weekday - 1) * slotsPerDay + Math.floor((minute - firstMinute) / slotMinutes);

export const weekdayOf = ({ slotsPerDay }: Grid, slot: number): number => Math.floor(slot / slotsPerDay) + 1;

export const minuteAt = ({ slotMinutes, slotsPerDay, firstMinute }: Grid, slot: number): number =>
  firstMinute + (slot % slotsPerDay) * slotMinutes;

export const slotsFor = ({ slotMinutes }: Grid, minutes: number): number => Math.ceil(minutes / slotMinutes);
