import ical, { ICalEventStatus } from 'ical-generator';
import { DateTime } from 'luxon';
import { timeZoneRules } from '../domain/time-zone-rules.ts';

/** A lesson or an activity as a calendar program shows it. */
export interface CalendarEntry {
  id: string;
  /** Counts up with each change of it, from 1. */
  version: number;
  createdAt: Date;
  startsAt: Date;
  endsAt: Date;
  timeZone: string;
  isCancelled: boolean;
  title: string;
  place: string;
  note: string;
}

/** How often a program should look again. */
const REFRESH_S = 900;

/**
 * An iCalendar (RFC 5545): times on each branch's clock, an entry known again by its UID, a change by its SEQUENCE. The same
 * lessons give the same bytes, so that an ETag holds.
 */
export function printCalendar(name: string, entries: readonly CalendarEntry[], span: { from: Date; to: Date }): string {
  const calendar = ical({
    name,
    prodId: { company: 'CampusGraph', product: 'academics', language: 'ZH' },
    ttl: REFRESH_S,
    // The zones of the entries are declared by the same generator.
    timezone: { name: null, generator: (zone) => timeZoneRules(zone, span) },
  });
  for (const entry of entries) {
    calendar.createEvent({
      id: `${entry.id}@campusgraph`,
      sequence: entry.version - 1,
      stamp: DateTime.fromJSDate(entry.createdAt, { zone: 'utc' }),
      start: DateTime.fromJSDate(entry.startsAt, { zone: entry.timeZone }),
      end: DateTime.fromJSDate(entry.endsAt, { zone: entry.timeZone }),
      timezone: entry.timeZone,
      summary: entry.title,
      location: entry.place,
      description: entry.note,
      status: entry.isCancelled ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
    });
  }
  return calendar.toString();
}
