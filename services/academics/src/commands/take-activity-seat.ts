import { conflict, invalid, notHeardOf } from '@campusgraph/errors';
import { newId, type UnitOfWork } from '@campusgraph/persistence';
import { checkSeatToTake } from '../domain/activity.ts';
import type { Activity } from '../persistence/entities/activity.ts';
import { ActivitySeat } from '../persistence/entities/activity-seat.ts';
import { GuardianCopy } from '../persistence/entities/guardian-copy.ts';
import { Student } from '../persistence/entities/student.ts';
import { lockActivity } from './activity-place.ts';
import { bookingFor, bookResources } from './book-resources.ts';
import { found } from './found.ts';

export interface TakeActivitySeat {
  activityId: string;
  /** One of the two. */
  studentId?: string | null | undefined;
  guardianId?: string | null | undefined;
}

interface Attendee {
  studentId: string | null;
  guardianId: string;
  name: string;
}

/**
 * A seat at an activity; a student is booked for it as for a lesson. Throws ACTIVITY_FULL, REGISTRATION_CLOSED, SEAT_ALREADY_TAKEN, STUDENT_CLASH,
 * NOT_FOR_THIS_AUDIENCE, ACTIVITY_CANCELLED, ONE_OF_STUDENT_GUARDIAN, and ACTIVITY_, STUDENT_ or GUARDIAN_NOT_FOUND.
 */
export async function takeActivitySeat(unit: UnitOfWork, input: TakeActivitySeat): Promise<ActivitySeat> {
  // Of the own family or branch, as the database says.
  const attendee = await attendeeOf(unit, input);
  return unit.asService(async (service) => {
    const activity = await lockActivity(service, input.activityId);
    return seat(service, activity, attendee);
  });
}

async function attendeeOf(
  { em, principal }: UnitOfWork,
  { studentId, guardianId }: TakeActivitySeat,
): Promise<Attendee> {
  if (Boolean(studentId) === Boolean(guardianId)) throw oneOf();
  if (studentId) {
    const student = await found('Student', studentId, em.findOne(Student, { id: studentId }));
    return { studentId: student.id, guardianId: student.guardianId, name: student.name };
  }
  const id = guardianId as string;
  // A family sees no list of guardians, and needs none.
  const isKnown = principal.guardianId
    ? principal.guardianId === id.toLowerCase()
    : await em.findOne(GuardianCopy, { guardianId: id });
  if (!isKnown) throw notHeardOf('Guardian', id, 'guardianId');
  return { studentId: null, guardianId: id, name: id };
}

async function seat(
  unit: UnitOfWork,
  activity: Activity,
  { studentId, guardianId, name }: Attendee,
): Promise<ActivitySeat> {
  const { em, principal, now } = unit;
  const own = { activityId: activity.id, status: 'TAKEN', studentId, guardianId } as const;
  if (await em.findOne(ActivitySeat, own)) throw alreadyTaken(activity, name);
  checkSeatToTake(activity, studentId ? 'STUDENT' : 'GUARDIAN', now);
  const taken = em.create(ActivitySeat, {
    ...{ id: newId(), organizationId: principal.organizationId, createdAt: now, branchId: activity.branchId },
    ...{ activityId: activity.id, studentId, guardianId },
  });
  activity.seatsTaken += 1;
  if (studentId) await bookResources(unit, activity.branchId, [bookingFor(activity, 'STUDENT', studentId)]);
  return taken;
}

const oneOf = () =>
  invalid('ONE_OF_STUDENT_GUARDIAN', {
    en: 'Give either studentId or guardianId: who comes.',
    'zh-CN': '请填写 studentId 或 guardianId 其中之一,即参加者。',
  });

const alreadyTaken = ({ id, title }: Activity, name: string) =>
  conflict(
    'SEAT_ALREADY_TAKEN',
    {
      en: `${name} has a seat at activity ${title} already.`,
      'zh-CN': `${name} 已报名活动“${title}”。`,
    },
    { activityId: id },
  );
