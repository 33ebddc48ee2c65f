import { createHash } from 'node:crypto';
import { servicePrincipal } from '@campusgraph/auth';
import type { HttpRequest, HttpResponse } from '@campusgraph/graphql';
import type { Database } from '@campusgraph/persistence';
import { calendarTokenHash } from '../commands/calendar-token.ts';
import { findFeed } from '../persistence/queries/calendar-feeds.ts';
import { readCalendar } from './read-calendar.ts';

/** Behind the gateway: `GET /calendars/<token>.ics`. */
export const CALENDARS = '/calendars/';
const PATH = /^\/calendars\/([\w-]{43})\.ics$/;

const DAY_MS = 86_400_000;
const [DAYS_BACK, DAYS_AHEAD] = [60, 200];

export interface CalendarRouteOptions {
  database: Database;
  clock: () => Date;
}

/** The timetable behind a link. What is wrong with a link that leads nowhere is not told. */
export async function calendarRoute(
  { database, clock }: CalendarRouteOptions,
  { path, headers }: HttpRequest,
): Promise<HttpResponse> {
  const token = PATH.exec(path)?.[1];
  const feed = token && (await findFeed(database, calendarTokenHash(token)));
  if (!feed) return nothing;
  const now = clock().getTime();
  // By whole days, so that the answer does not change from one moment to the next.
  const today = now - (now % DAY_MS);
  const span = { from: new Date(today - DAYS_BACK * DAY_MS), to: new Date(today + DAYS_AHEAD * DAY_MS) };
  const principal = servicePrincipal('academics', feed.organizationId);
  const body = await database.read(principal, (em) => readCalendar(em, feed, span));
  if (body === null) return nothing;
  const etag = `"${createHash('sha256').update(body).digest('base64url')}"`;
  const caching = { etag, 'cache-control': 'private, max-age=300', vary: 'accept-encoding' };
  if (headers['if-none-match']?.split(/,\s*/).some((one) => one.replace(/^W\//, '') === etag)) {
    return { status: 304, headers: caching, body: '' };
  }
  return {
    status: 200,
    headers: {
      ...caching,
      'content-type': 'text/calendar; charset=utf-8',
      'content-disposition': 'inline; filename="timetable.ics"',
    },
    body,
  };
}

const nothing: HttpResponse = {
  status: 404,
  headers: { 'content-type': 'application/json', 'cache-control': 'no-store' },
  body: JSON.stringify({
    error: 'not_found',
    error_description: 'There is no such calendar. Ask the school for a new link.',
  }),
};
