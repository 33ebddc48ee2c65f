import { conflict } from '@campusgraph/errors';
import type { UnitOfWork } from '@campusgraph/persistence';
import { checkActivityChangeable } from '../domain/activity.ts';
import { ActivitySeat } from '../persistence/entities/activity-seat.ts';
import { releaseStudent } from '../persistence/queries/bookings.ts';
import { lockActivity } from './activity-place.ts';
import { found } from './found.ts';

/** Gives the seat back and frees the student. Throws SEAT_GIVEN_UP, ACTIVITY_OVER, ACTIVITY_CANCELLED, ACTIVITY_SEAT_NOT_FOUND. */
export async function giveUpActivitySeat(unit: UnitOfWork, input: { activitySeatId: string }): Promise<ActivitySeat> {
  // Of the own family or branch, as the database says.
  const own = await found(
    'ActivitySeat',
    input.activitySeatId,
    unit.em.findOne(ActivitySeat, { id: input.activitySeatId }),
  );
  return unit.asService(async (service) => {
    const { em, now } = service;
    const activity = await lockActivity(service, own.activityId);
    const seat = await em.refresh(own);
    if (seat?.status !== 'TAKEN') throw givenUp(own.id);
    checkActivityChangeable(activity, now);
    em.assign(seat, { status: 'GIVEN_UP', givenUpAt: now });
    activity.seatsTaken -= 1;
    if (seat.studentId) await releaseStudent(em, seat.studentId, [activity.id]);
    return seat;
  });
}

const givenUp = (id: string) =>
  conflict(
    'SEAT_GIVEN_UP',
    {
      en: `Seat ${id} was given up already. Take another one if somebody comes after all.`,
      'zh-CN': `名额 ${id} 已退出,如仍要参加请重新报名。`,
    },
    { activitySeatId: id },
  );
