import { DateTime } from 'luxon';

const HOUR_MS = 3_600_000;

interface Change {
  /** The first instant of the new offset. */
  at: DateTime;
  /** Minutes east of UTC, before and from then on. */
  before: number;
  after: number;
}

/**
 * A VTIMEZONE (RFC 5545, 3.6.5) that holds for every instant from `from` to `to`: one observance for each change of the
 * clocks within, and the offset at its beginning.
 */
export function timeZoneRules(zone: string, { from, to }: { from: Date; to: Date }): string {
  const first = DateTime.fromJSDate(from, { zone });
  const observances = [
    observance({ at: first, before: first.offset, after: first.offset }),
    ...changesWithin(first, DateTime.fromJSDate(to, { zone })).map(observance),
  ];
  return ['BEGIN:VTIMEZONE', `TZID:${zone}`, ...observances.flat(), 'END:VTIMEZONE'].join('\r\n');
}

function changesWithin(from: DateTime, to: DateTime): Change[] {
  const changes: Change[] = [];
  // No clock changes twice within a day.
  for (let day = from; day < to; day = day.plus({ days: 1 })) {
    const next = day.plus({ days: 1 });
    if (day.offset === next.offset) continue;
    changes.push({ at: firstWith(next.offset, day, next), before: day.offset, after: next.offset });
  }
  return changes;
}

/** The first whole hour or quarter of it at which that offset holds. */
function firstWith(offset: number, from: DateTime, to: DateTime): DateTime {
  let at = from.startOf('hour');
  while (at.offset !== offset && at < to) at = at.plus({ minutes: 15 });
  return at;
}

function observance({ at, before, after }: Change): string[] {
  const name = at.isInDST ? 'DAYLIGHT' : 'STANDARD';
  // On the clock as it was before the change.
  const start = DateTime.fromMillis(at.toMillis() + (before / 60) * HOUR_MS, { zone: 'utc' });
  return [
    `BEGIN:${name}`,
    `DTSTART:${start.toFormat("yyyyMMdd'T'HHmmss")}`,
    `TZOFFSETFROM:${printOffset(before)}`,
    `TZOFFSETTO:${printOffset(after)}`,
    `END:${name}`,
  ];
}

const printOffset = (minutes: number): string => {
  const size = Math.abs(minutes);
  const [hours, rest] = [Math.floor(size / 60), size % 60].map((part) => String(part).padStart(2, '0'));
  return `${minutes < 0 ? '-' : '+'}${hours}${rest}`;
};
