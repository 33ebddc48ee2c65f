import { addBusinessTime, type BusinessCalendar, businessTimeBetween } from './business-calendar.ts';

export const CLOCK_KINDS = ['FIRST_RESPONSE', 'NEXT_RESPONSE', 'RESOLUTION'] as const;
export type ClockKind = (typeof CLOCK_KINDS)[number];

/** The customer was awaited from `from` on; `to` is null while that lasts. Instants in ISO 8601, as JSON keeps them. */
export interface ClockPause {
  from: string;
  to: string | null;
}

/** Everything a clock's due time follows from, so that it can be recomputed when a target or the calendar changes. */
export interface TicketClockInput {
  kind: ClockKind;
  startedAt: Date;
  targetMinutes: number;
  /** In order, never overlapping; only the last one may be open. */
  pauses: readonly ClockPause[];
  /** Null while it runs or is paused. */
  satisfiedAt?: Date | null | undefined;
}

const MINUTE_MS = 60_000;

/** When the target is used up, in business time without the pauses; null while paused with time left. */
export function dueAt(calendar: BusinessCalendar, clock: TicketClockInput): Date | null {
  let left = clock.targetMinutes * MINUTE_MS;
  let from = clock.startedAt;
  for (const pause of clock.pauses) {
    const run = businessTimeBetween(calendar, from, new Date(pause.from));
    if (left <= run) return addBusinessTime(calendar, from, left);
    if (pause.to === null) return null;
    left -= run;
    from = new Date(pause.to);
  }
  return addBusinessTime(calendar, from, left);
}

/** Milliseconds of business time that the clock has run, up to its satisfaction or `now`. */
export function elapsedMs(calendar: BusinessCalendar, clock: TicketClockInput, now: Date): number {
  const end = clock.satisfiedAt ?? now;
  let sum = 0;
  let from = clock.startedAt;
  for (const pause of clock.pauses) {
    const pausedAt = new Date(pause.from);
    if (pausedAt >= end) break;
    sum += businessTimeBetween(calendar, from, pausedAt);
    if (pause.to === null) return sum;
    from = new Date(pause.to);
  }
  return sum + businessTimeBetween(calendar, from, end);
}

/** Whole business minutes left, rounded down; negative once overdue. */
export const remainingMinutes = (calendar: BusinessCalendar, clock: TicketClockInput, now: Date): number =>
  Math.floor(clock.targetMinutes - elapsedMs(calendar, clock, now) / MINUTE_MS);

/** Was it, or is it, later than due? A clock that is satisfied at the due instant is in time. */
export const breached = (
  { satisfiedAt, dueAt: due }: { satisfiedAt?: Date | null | undefined; dueAt?: Date | null | undefined },
  now: Date,
): boolean => (due ? (satisfiedAt ?? now) > due : false);

/** The pauses with one more that begins at `now`; the same where one is open. */
export const pauseAt = (pauses: readonly ClockPause[], now: Date): ClockPause[] =>
  pausedAt(pauses) ? [...pauses] : [...pauses, { from: now.toISOString(), to: null }];

/** The pauses, the open one ended at `now`. */
export const resumeAt = (pauses: readonly ClockPause[], now: Date): ClockPause[] =>
  pauses.map((pause) => (pause.to === null ? { ...pause, to: now.toISOString() } : pause));

/** Since when it is paused; null while it runs. */
export const pausedAt = (pauses: readonly ClockPause[]): Date | null => {
  const last = pauses.at(-1);
  return last && last.to === null ? new Date(last.from) : null;
};

/** Milliseconds as whole minutes, half up. */
export const toMinutes = (milliseconds: number): number => Math.round(milliseconds / MINUTE_MS);
