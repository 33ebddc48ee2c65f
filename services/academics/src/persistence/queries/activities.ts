import type { Cursor } from '@mikro-orm/core';
import type { SqlEntityManager } from '@mikro-orm/postgresql';
import type { LessonTime } from '../../domain/lesson-time.ts';
import { Activity } from '../entities/activity.ts';
import { ActivitySeat } from '../entities/activity-seat.ts';
import { inOrder } from './by-id.ts';
import type { FoundFeed } from './calendar-feeds.ts';
import type { LessonsKey } from './lessons.ts';

type Ids = readonly string[];
type Maybe<Value> = Value | null | undefined;

export const activitiesById = async (em: SqlEntityManager, ids: Ids) =>
  inOrder(ids, await em.find(Activity, { id: { $in: [...ids] } }));
export const activitySeatsById = async (em: SqlEntityManager, ids: Ids) =>
  inOrder(ids, await em.find(ActivitySeat, { id: { $in: [...ids] } }));

export interface ActivityFilter {
  branchId?: Maybe<string>;
  status?: Maybe<'SCHEDULED' | 'CANCELLED'>;
  from?: Maybe<Date>;
  to?: Maybe<Date>;
}

/** By their start. */
export const listActivities = (
  em: SqlEntityManager,
  paging: { first: number; after?: string },
  { branchId, status, from, to }: ActivityFilter,
): Promise<Cursor<Activity>> =>
  em.findByCursor(Activity, {
    ...paging,
    where: {
      $and: [
        ...(branchId ? [{ branchId }] : []),
        ...(status ? [{ status }] : []),
        ...(from ? [{ startsAt: { $gte: from } }] : []),
        ...(to ? [{ startsAt: { $lt: to } }] : []),
      ],
    },
    orderBy: { startsAt: 'asc', id: 'asc' },
  });

/** Who has a seat at each, the first taken first. */
export async function seatsOfActivities(em: SqlEntityManager, activityIds: Ids): Promise<ActivitySeat[][]> {
  const seats = await em.find(
    ActivitySeat,
    { activityId: { $in: [...activityIds] }, status: 'TAKEN' },
    { orderBy: { createdAt: 'asc', id: 'asc' } },
  );
  return activityIds.map((id) => seats.filter(({ activityId }) => activityId === id));
}

/** Activities at which each student has a seat, in order, cancelled ones too; by their start. */
export async function activitiesOfStudents(em: SqlEntityManager, keys: readonly LessonsKey[]): Promise<Activity[][]> {
  const seats = await em.find(ActivitySeat, { studentId: { $in: keys.map(({ id }) => id) }, status: 'TAKEN' });
  const activities = await em.find(
    Activity,
    { id: { $in: [...new Set(seats.map(({ activityId }) => activityId))] } },
    { orderBy: { startsAt: 'asc', id: 'asc' } },
  );
  return keys.map(({ id, from, to }) => {
    const own = new Set(seats.filter(({ studentId }) => studentId === id).map(({ activityId }) => activityId));
    return activities.filter((one) => own.has(one.id) && one.startsAt >= from && one.startsAt < to);
  });
}

/** More than anybody has in a year; a bound on one answer. */
const MAX_ACTIVITIES = 500;

/** At which a feed's teacher is the host, its student has a seat, or which are in its room; in order, cancelled ones too. */
export async function activitiesOfFeed(
  em: SqlEntityManager,
  { resourceKind, resourceId }: FoundFeed,
  { from, to }: { from: Date; to: Date },
): Promise<Activity[]> {
  const whose = {
    STUDENT: async () => {
      const seats = await em.find(ActivitySeat, { studentId: resourceId, status: 'TAKEN' });
      return { id: { $in: seats.map(({ activityId }) => activityId) } };
    },
    TEACHER: async () => ({ hostTeacherId: resourceId }),
    ROOM: async () => ({ roomId: resourceId }),
  };
  return em.find(
    Activity,
    { $and: [await whose[resourceKind](), { startsAt: { $gte: from, $lt: to } }] },
    { orderBy: { startsAt: 'asc', id: 'asc' }, limit: MAX_ACTIVITIES },
  );
}

/** Of a host, a room or all rooms of a branch, not over at `now` and meeting the span, in order. */
export const activitiesWithin = (
  em: SqlEntityManager,
  whose:
    | { hostTeacherId: string }
    | { roomId: string }
    | { branchId: string | { $in: string[] }; roomId: { $ne: null } },
  { startsAt, endsAt }: LessonTime,
  now: Date,
): Promise<Activity[]> =>
  em.find(
    Activity,
    { ...whose, status: 'SCHEDULED', startsAt: { $lt: endsAt }, endsAt: { $gt: startsAt > now ? startsAt : now } },
    { orderBy: { startsAt: 'asc', id: 'asc' } },
  );
