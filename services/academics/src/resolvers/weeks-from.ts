const WEEK_MS = 7 * 86_400_000;

interface Span {
  from?: Date | null | undefined;
  to?: Date | null | undefined;
}

/** The span of a timetable: from now and so many weeks, unless told. */
export function weeksFrom({ from, to }: Span, now: Date, weeks = 4): { from: Date; to: Date } {
  const start = from ?? now;
  return { from: start, to: to ?? new Date(start.getTime() + weeks * WEEK_MS) };
}
