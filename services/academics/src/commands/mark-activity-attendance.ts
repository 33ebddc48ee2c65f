import type { UnitOfWork } from '@campusgraph/persistence';
import { checkMayMarkAttendance } from '../domain/activity.ts';
import type { Activity } from '../persistence/entities/activity.ts';
import { ActivitySeat } from '../persistence/entities/activity-seat.ts';
import { lockActivity } from './activity-place.ts';
import { found } from './found.ts';

export interface MarkActivityAttendance {
  activityId: string;
  entries: readonly { activitySeatId: string; hasAttended: boolean }[];
}

/** Who came; said again, the latter stands. All of them, or none. Throws ACTIVITY_NOT_BEGUN, ACTIVITY_CANCELLED, ACTIVITY_SEAT_NOT_FOUND. */
export async function markActivityAttendance(unit: UnitOfWork, input: MarkActivityAttendance): Promise<Activity> {
  const activity = await lockActivity(unit, input.activityId);
  checkMayMarkAttendance(activity, unit.now);
  const seats = await unit.em.find(ActivitySeat, { activityId: activity.id, status: 'TAKEN' });
  const byId = new Map(seats.map((seat) => [seat.id, seat]));
  for (const { activitySeatId, hasAttended } of input.entries) {
    const seat = await found(
      'ActivitySeat',
      activitySeatId,
      Promise.resolve(byId.get(activitySeatId.toLowerCase()) ?? null),
    );
    seat.hasAttended = hasAttended;
  }
  return activity;
}
