import type { Database } from '@campusgraph/persistence';
import type { Cursor } from '@mikro-orm/core';
import type { SqlEntityManager } from '@mikro-orm/postgresql';
import { CalendarFeed } from '../entities/calendar-feed.ts';
import { ScheduledLesson } from '../entities/scheduled-lesson.ts';
import { Student } from '../entities/student.ts';
import { inOrder } from './by-id.ts';
import { expecting } from './lessons.ts';

export type FoundFeed = Pick<CalendarFeed, 'organizationId' | 'resourceKind' | 'resourceId'> & {
  guardianId: string | null;
};

/** More than a teacher has in half a year; a bound on one answer. */
const MAX_LESSONS = 2_000;

/** The feed of a link, whichever organization's, unless it was revoked. */
export const findFeed = (database: Database, tokenHash: string): Promise<FoundFeed | undefined> =>
  database.system(async (client) => {
    const { rows } = await client.query<FoundFeed>(
      `select organization_id as "organizationId", resource_kind as "resourceKind", resource_id as "resourceId", guardian_id as "guardianId"
       from calendar_feed where token_hash = $1 and revoked_at is null`,
      [tokenHash],
    );
    return rows[0];
  });

/** In order, cancelled ones too; null when the child is not that guardian's any more. */
export async function lessonsOfFeed(
  em: SqlEntityManager,
  { resourceKind, resourceId, guardianId }: FoundFeed,
  { from, to }: { from: Date; to: Date },
): Promise<ScheduledLesson[] | null> {
  if (resourceKind === 'STUDENT' && !(await em.findOne(Student, { id: resourceId, guardianId: guardianId ?? '' }))) {
    return null;
  }
  const whose = {
    STUDENT: async () => expecting(em, resourceId),
    TEACHER: async () => ({ teacherId: resourceId }),
    ROOM: async () => ({ roomId: resourceId }),
  };
  return em.find(
    ScheduledLesson,
    { $and: [await whose[resourceKind](), { startsAt: { $gte: from, $lt: to } }] },
    { orderBy: { startsAt: 'asc', id: 'asc' }, limit: MAX_LESSONS },
  );
}

export const calendarFeedsById = async (em: SqlEntityManager, ids: readonly string[]) =>
  inOrder(ids, await em.find(CalendarFeed, { id: { $in: [...ids] } }));

export interface FeedFilter {
  teacherId?: string | null | undefined;
  studentId?: string | null | undefined;
  roomId?: string | null | undefined;
}

/** Those that were not revoked, the newest first. */
export const listCalendarFeeds = (
  em: SqlEntityManager,
  paging: { first: number; after?: string },
  filter: FeedFilter,
): Promise<Cursor<CalendarFeed>> =>
  em.findByCursor(CalendarFeed, {
    ...paging,
    where: {
      $and: [
        { revokedAt: null },
        ...Object.values(filter).flatMap((resourceId) => (resourceId ? [{ resourceId }] : [])),
      ],
    },
    orderBy: { createdAt: 'desc', id: 'desc' },
  });
