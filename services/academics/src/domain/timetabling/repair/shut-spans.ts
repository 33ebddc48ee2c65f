import { minuteOf } from '../school/calendar.ts';
import type { Span } from './situation.ts';
import type { SlotClock } from './slot-clock.ts';

interface WeeklyPeriod {
  /** ISO: 1 is Monday, 7 is Sunday. */
  weekday: number;
  /** `HH:mm`. */
  startTime: string;
  endTime: string;
}

/** What of the days lies outside the weekly periods, which are in order and apart; null: nothing does. */
export function outside(periods: readonly WeeklyPeriod[] | null, clock: SlotClock): Span[] {
  if (periods === null) return [];
  const { slotsPerDay, dates, calendar } = clock;
  return dates.flatMap((date, day) => {
    const weekday = new Date(`${date}T00:00:00Z`).getUTCDay() || 7;
    const spans: Span[] = [];
    let from = day * slotsPerDay;
    for (const { startTime, endTime } of periods.filter((one) => one.weekday === weekday)) {
      const slot = (time: string) => day * slotsPerDay + minuteOf(time) / calendar.slotMinutes;
      spans.push({ from, to: Math.ceil(slot(startTime)) });
      from = Math.floor(slot(endTime));
    }
    spans.push({ from, to: (day + 1) * slotsPerDay });
    return spans.filter((span) => span.from < span.to);
  });
}
