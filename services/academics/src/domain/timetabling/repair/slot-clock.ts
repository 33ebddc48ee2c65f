import { DateTime } from 'luxon';
import type { Span } from './situation.ts';

const DAY_MINUTES = 24 * 60;
const DAY_MS = DAY_MINUTES * 60_000;

export interface Calendar {
  /** `YYYY-MM-DD`. */
  firstDay: string;
  days: number;
  slotMinutes: number;
  /** IANA. */
  timeZone: string;
}

/** Instants as slots of a branch's wall clock, and back. Days on which the clock is changed are looked up, all others are counted. */
export class SlotClock {
  readonly calendar: Calendar;
  readonly slotsPerDay: number;
  /** `YYYY-MM-DD` of each day. */
  readonly dates: readonly string[];
  /** When each day begins, and the one after the last. */
  readonly #midnights: readonly number[];

  constructor(calendar: Calendar) {
    const { firstDay, days, slotMinutes, timeZone } = calendar;
    const first = DateTime.fromISO(firstDay, { zone: timeZone });
    const all = Array.from({ length: days + 1 }, (_, day) => first.plus({ days: day }));
    this.calendar = calendar;
    this.slotsPerDay = DAY_MINUTES / slotMinutes;
    this.dates = all.slice(0, days).map((day) => day.toISODate() ?? '');
    this.#midnights = all.map((day) => day.toMillis());
  }

  get startsAt(): Date {
    return new Date(this.#midnights[0] ?? 0);
  }

  get endsAt(): Date {
    return new Date(this.#midnights.at(-1) ?? 0);
  }

  /** The slots that the time touches, as far as they lie within the days. */
  spanOf({ startsAt, endsAt }: { startsAt: Date; endsAt: Date }): Span {
    const [from, to] = [startsAt, endsAt].map((instant) => this.#minuteOf(instant.getTime()));
    const { slotMinutes } = this.calendar;
    return { from: Math.floor((from ?? 0) / slotMinutes), to: Math.ceil((to ?? 0) / slotMinutes) };
  }

  /** The first slot that begins then or later. */
  slotFrom(instant: Date): number {
    return Math.ceil(this.#minuteOf(instant.getTime()) / this.calendar.slotMinutes);
  }

  /** When a slot begins. */
  instantOf(slot: number): Date {
    const day = Math.floor(slot / this.slotsPerDay);
    const midnight = this.#midnights[day] ?? 0;
    const minutes = (slot % this.slotsPerDay) * this.calendar.slotMinutes;
    if (this.#isWhole(day)) return new Date(midnight + minutes * 60_000);
    const wall = { hour: Math.floor(minutes / 60), minute: minutes % 60 };
    return DateTime.fromMillis(midnight, { zone: this.calendar.timeZone }).set(wall).toJSDate();
  }

  /** The slots of those days, both ends included, as far as they are there. */
  daysFrom(firstDay: string, lastDay: string): Span {
    const from = this.dates.filter((date) => date < firstDay).length;
    const to = this.dates.filter((date) => date <= lastDay).length;
    return { from: from * this.slotsPerDay, to: to * this.slotsPerDay };
  }

  /** Minutes of the wall clock since the first midnight, a day counted as 24 hours. */
  #minuteOf(ms: number): number {
    const [first = 0, { days, timeZone }] = [this.#midnights[0], this.calendar];
    if (ms <= first) return 0;
    if (ms >= (this.#midnights[days] ?? 0)) return days * DAY_MINUTES;
    let day = Math.min(Math.floor((ms - first) / DAY_MS), days - 1);
    while (ms < (this.#midnights[day] ?? 0)) day--;
    while (ms >= (this.#midnights[day + 1] ?? 0)) day++;
    if (this.#isWhole(day)) return day * DAY_MINUTES + (ms - (this.#midnights[day] ?? 0)) / 60_000;
    const { hour, minute, second } = DateTime.fromMillis(ms, { zone: timeZone });
    return day * DAY_MINUTES + hour * 60 + minute + second / 60;
  }

  #isWhole(day: number): boolean {
    return (this.#midnights[day + 1] ?? 0) - (this.#midnights[day] ?? 0) === DAY_MS;
  }
}
