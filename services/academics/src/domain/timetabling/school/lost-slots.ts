import { closedDays, type DaySpan, daysOf, type SchoolDay, spansOf } from './calendar.ts';
import { type Grid, minuteAt, weekdayOf } from './grid.ts';
import type { Branch, Outage, School } from './model.ts';

/**
 * Dated outages over a weekly pattern. What takes more than half of a period's Mondays takes Monday from the pattern; what takes fewer
 * leaves single lessons to be made up (`lessonDates` lists them).
 */
export class LostSlots {
  readonly #grid: Grid;
  readonly #zone: string;
  readonly #days: SchoolDay[];
  readonly #daysOfWeekday: number[];

  constructor({ period, timeZone }: School, grid: Grid) {
    this.#grid = grid;
    this.#zone = timeZone;
    this.#days = daysOf(period);
    this.#daysOfWeekday = Array.from(
      { length: 8 },
      (_, weekday) => this.#days.filter((day) => day.weekday === weekday).length,
    );
  }

  ofOutages(outages: readonly Outage[]): number[] {
    return outages.length === 0 ? [] : this.#mostlyLost(spansOf(outages, this.#days, this.#zone));
  }

  ofBranch({ closingDays }: Branch): number[] {
    return this.#mostlyLost(closedDays(closingDays, this.#days));
  }

  /** By weekday: how many of its days the branch is closed. */
  closedCount({ closingDays }: Branch): number[] {
    const closed = closedDays(closingDays, this.#days);
    return Array.from({ length: 8 }, (_, weekday) => closed.filter((day) => day.weekday === weekday).length);
  }

  #mostlyLost(spans: readonly DaySpan[]): number[] {
    const { slotsPerDay, slotMinutes } = this.#grid;
    const slots = Array.from({ length: 7 * slotsPerDay }, (_, slot) => slot);
    const byWeekday = Map.groupBy(spans, ({ weekday }) => weekday);
    return slots.filter((slot) => {
      const weekday = weekdayOf(this.#grid, slot);
      const minute = minuteAt(this.#grid, slot);
      const hit = byWeekday.get(weekday)?.filter(({ from, to }) => from < minute + slotMinutes && minute < to) ?? [];
      return new Set(hit.map(({ date }) => date)).size * 2 > (this.#daysOfWeekday[weekday] ?? 0);
    });
  }
}
