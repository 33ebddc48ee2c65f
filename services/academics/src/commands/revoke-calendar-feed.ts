import type { UnitOfWork } from '@campusgraph/persistence';
import { CalendarFeed } from '../persistence/entities/calendar-feed.ts';
import { found } from './found.ts';
import { lockTeacher } from './lock-teacher.ts';

/** The link leads nowhere from now on; revoked again, it stays revoked since the first time. Throws CALENDAR_FEED_NOT_FOUND, TEACHER_OF_ANOTHER_BRANCH. */
export async function revokeCalendarFeed(
  unit: UnitOfWork,
  { calendarFeedId: id }: { calendarFeedId: string },
): Promise<CalendarFeed> {
  const feed = await found('CalendarFeed', id, unit.em.findOne(CalendarFeed, { id }));
  if (feed.resourceKind === 'TEACHER') await lockTeacher(unit, feed.resourceId);
  feed.revokedAt ??= unit.now;
  return feed;
}
