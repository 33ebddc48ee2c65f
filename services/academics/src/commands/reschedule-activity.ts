import { activityRescheduled } from '@campusgraph/contracts';
import { invalid } from '@campusgraph/errors';
import type { UnitOfWork } from '@campusgraph/persistence';
import { checkActivityChangeable } from '../domain/activity.ts';
import { checkLessonTime, checkStartsLater } from '../domain/lesson-time.ts';
import { checkText } from '../domain/text.ts';
import type { Activity } from '../persistence/entities/activity.ts';
import { queueFor, release } from '../persistence/queries/bookings.ts';
import { activityFacts } from './activity-facts.ts';
import {
  type ActivityPlace,
  activityBookings,
  checkActivityAvailable,
  checkActivityPlace,
  lockActivity,
} from './activity-place.ts';
import { bookResources } from './book-resources.ts';

export interface RescheduleActivity {
  activityId: string;
  startsAt?: Date | null | undefined;
  endsAt?: Date | null | undefined;
  roomId?: string | null | undefined;
  hostTeacherId?: string | null | undefined;
  reason: string;
}

/**
 * Another time, room or host; a new start alone keeps the length, and registration ends no later than the new start. Everybody who has a
 * seat is told, and comes along: who cannot is named. Throws as `addActivity`, STUDENT_CLASH, ACTIVITY_OVER, ACTIVITY_CANCELLED, NOTHING_TO_CHANGE.
 */
export async function rescheduleActivity(unit: UnitOfWork, input: RescheduleActivity): Promise<Activity> {
  const { em, now } = unit;
  const activity = await lockActivity(unit, input.activityId);
  checkActivityChangeable(activity, now);
  const { id, branchId, startsAt: previousStartsAt, endsAt: previousEndsAt } = activity;
  const before = placeOf(activity);
  const after = placeAfter(before, input);
  if (samePlace(before, after)) throw nothingToChange(id);
  if (after.startsAt.getTime() !== previousStartsAt.getTime()) checkStartsLater(after, now);
  checkLessonTime(after, now);
  await checkActivityPlace(unit, activity, after);
  const reason = checkText('reason', input.reason);
  const bookings = await activityBookings(unit, id, after);
  await queueFor(em, [...(await activityBookings(unit, id, before)), ...bookings]);
  await release(em, id);
  const { registrationEndsAt } = activity;
  const registration = registrationEndsAt > after.startsAt ? after.startsAt : registrationEndsAt;
  em.assign(activity, { ...after, registrationEndsAt: registration, changeReason: reason });
  await bookResources(unit, branchId, bookings);
  await checkActivityAvailable(unit, branchId, after);
  unit.record(activityRescheduled, activity, {
    ...(await activityFacts(unit, activity)),
    ...{ previousStartsAt: previousStartsAt.toISOString(), previousEndsAt: previousEndsAt.toISOString(), reason },
  });
  return activity;
}

const placeOf = ({ startsAt, endsAt, roomId, hostTeacherId }: Activity): ActivityPlace => ({
  ...{ startsAt, endsAt },
  ...{ roomId: roomId ?? null, hostTeacherId: hostTeacherId ?? null },
});

function placeAfter(before: ActivityPlace, input: RescheduleActivity): ActivityPlace {
  const startsAt = input.startsAt ?? before.startsAt;
  const length = before.endsAt.getTime() - before.startsAt.getTime();
  return {
    startsAt,
    endsAt: input.endsAt ?? (input.startsAt ? new Date(startsAt.getTime() + length) : before.endsAt),
    roomId: input.roomId ?? before.roomId,
    hostTeacherId: input.hostTeacherId ?? before.hostTeacherId,
  };
}

const samePlace = (one: ActivityPlace, other: ActivityPlace): boolean =>
  one.roomId === other.roomId &&
  one.hostTeacherId === other.hostTeacherId &&
  one.startsAt.getTime() === other.startsAt.getTime() &&
  one.endsAt.getTime() === other.endsAt.getTime();

const nothingToChange = (id: string) =>
  invalid(
    'NOTHING_TO_CHANGE',
    {
      en: `Activity ${id} has this time, room and host already. Give the one that changes.`,
      'zh-CN': `活动 ${id} 的时间、教室和主持老师均未变化,请填写要调整的内容。`,
    },
    { activityId: id },
  );
