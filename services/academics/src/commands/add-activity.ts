import { newId, type UnitOfWork } from '@campusgraph/persistence';
import { type ActivityAudience, type ActivityKind, checkRegistrationEnd } from '../domain/activity.ts';
import { checkLessonTime, checkStartsLater } from '../domain/lesson-time.ts';
import { checkNumber, checkText } from '../domain/text.ts';
import { Activity } from '../persistence/entities/activity.ts';
import { BranchCopy } from '../persistence/entities/branch-copy.ts';
import { activityBookings, checkActivityAvailable, checkActivityPlace } from './activity-place.ts';
import { bookResources } from './book-resources.ts';
import { found } from './found.ts';

export interface AddActivity {
  branchId: string;
  kind: ActivityKind;
  title: string;
  description: string;
  roomId?: string | null | undefined;
  hostTeacherId?: string | null | undefined;
  startsAt: Date;
  endsAt: Date;
  seats: number;
  audience: ActivityAudience;
  registrationEndsAt?: Date | null | undefined;
}

const MAX_DESCRIPTION = 2000;

/**
 * A Q&A session, a seminar or another thing with seats (C26); its room and host are booked as for a lesson. Throws ROOM_CLASH, TEACHER_CLASH,
 * TEACHER_ABSENT, ROOM_CLOSED, ROOM_TOO_SMALL, STARTS_IN_THE_PAST, INVALID_REGISTRATION_END and what else the rules say.
 */
export async function addActivity(unit: UnitOfWork, input: AddActivity): Promise<Activity> {
  const { em, principal, now } = unit;
  const { branchId, kind, audience, startsAt, endsAt } = input;
  await found('Branch', branchId, em.findOne(BranchCopy, { branchId }));
  const seats = checkNumber('seats', input.seats, [1, 1000]);
  const place = { roomId: input.roomId ?? null, hostTeacherId: input.hostTeacherId ?? null, startsAt, endsAt };
  checkStartsLater(place, now);
  checkLessonTime(place, now);
  const registrationEndsAt = input.registrationEndsAt ?? startsAt;
  checkRegistrationEnd(registrationEndsAt, place, now);
  await checkActivityPlace(unit, { branchId, seats }, place);
  const activity = em.create(Activity, {
    ...{ id: newId(), organizationId: principal.organizationId, createdAt: now },
    ...{ branchId, kind, audience, seats, registrationEndsAt, ...place },
    title: checkText('title', input.title),
    description: checkText('description', input.description, MAX_DESCRIPTION),
  });
  await bookResources(unit, branchId, await activityBookings(unit, activity.id, place));
  await checkActivityAvailable(unit, branchId, place);
  return activity;
}
