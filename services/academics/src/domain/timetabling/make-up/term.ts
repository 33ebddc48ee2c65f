import { DateTime } from 'luxon';
import type { WeeklyPeriod } from '../../weekly-periods.ts';
import type { Span } from '../repair/situation.ts';
import { daysOf, minuteOf, type SchoolDay } from '../school/calendar.ts';
import type { Outage, School } from '../school/index.ts';

export const SLOT_MINUTES = 15;
const DAY_MINUTES = 24 * 60;
export const SLOTS_PER_DAY = DAY_MINUTES / SLOT_MINUTES;

/**
 * The days of a school's period as slots from 0. They begin on a Monday, because what a teacher teaches at most is counted by weeks of the
 * calendar. What begins or ends between two slots holds both.
 */
export class Term {
  readonly firstDay: string;
  readonly days: readonly SchoolDay[];
  /** Of the first day of the period, which may come after the Monday. */
  readonly firstSlot: number;
  readonly #zone: string;
  readonly #number: ReadonlyMap<string, number>;

  constructor({ period, timeZone }: Pick<School, 'period' | 'timeZone'>) {
    this.firstDay = utc(period.from).startOf('week').toISODate() ?? period.from;
    this.days = daysOf({ from: this.firstDay, to: period.to });
    this.#zone = timeZone;
    this.#number = new Map(this.days.map(({ date }, number) => [date, number]));
    this.firstSlot = this.slotAt(period.from, 0);
  }

  slotAt(date: string, minute: number): number {
    return (this.#number.get(date) ?? 0) * SLOTS_PER_DAY + Math.floor(minute / SLOT_MINUTES);
  }

  /** Up to the slot that `endMinute` begins or lies in. */
  slotsOf(minute: number, endMinute: number): number {
    return Math.ceil(endMinute / SLOT_MINUTES) - Math.floor(minute / SLOT_MINUTES);
  }

  /** Before the first day it is negative. */
  slotOf(instant: Date, round: (slots: number) => number): number {
    const at = DateTime.fromJSDate(instant, { zone: this.#zone });
    const days = utc(at.toISODate() ?? '').diff(utc(this.firstDay), 'days').days;
    return days * SLOTS_PER_DAY + round((at.hour * 60 + at.minute + at.second / 60) / SLOT_MINUTES);
  }

  spansOf(outages: readonly Outage[]): Span[] {
    return outages.map(({ from, to }) => ({ from: this.slotOf(from, Math.floor), to: this.slotOf(to, Math.ceil) }));
  }

  /** What of every day lies in none of the periods, each of which ends at `latest` at the latest. */
  outside(hours: readonly WeeklyPeriod[], latest = DAY_MINUTES): Span[] {
    return this.days.flatMap(({ date, weekday }) => {
      const open = hours
        .filter((each) => each.weekday === weekday)
        .map(({ startTime, endTime }) => ({ from: minuteOf(startTime), to: Math.min(minuteOf(endTime), latest) }))
        .sort((a, b) => a.from - b.from);
      const day = this.slotAt(date, 0);
      const ends = [0, ...open.map(({ to }) => Math.floor(to / SLOT_MINUTES))];
      const begins = [...open.map(({ from }) => Math.ceil(from / SLOT_MINUTES)), SLOTS_PER_DAY];
      return begins
        .map((to, n) => ({ from: day + Math.max(...ends.slice(0, n + 1)), to: day + to }))
        .filter(({ from, to }) => from < to);
    });
  }

  /** On the wall clock. */
  instantAt(slot: number): Date {
    const date = this.days[Math.floor(slot / SLOTS_PER_DAY)]?.date ?? this.firstDay;
    const minute = (slot % SLOTS_PER_DAY) * SLOT_MINUTES;
    return DateTime.fromISO(date, { zone: this.#zone })
      .set({ hour: Math.floor(minute / 60), minute: minute % 60 })
      .toJSDate();
  }
}

const utc = (day: string): DateTime => DateTime.fromISO(day, { zone: 'utc' });
