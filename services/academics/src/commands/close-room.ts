import { newId, type UnitOfWork } from '@campusgraph/persistence';
import { checkOutage } from '../domain/outage.ts';
import { checkText } from '../domain/text.ts';
import type { Activity } from '../persistence/entities/activity.ts';
import { Room } from '../persistence/entities/room.ts';
import { RoomClosure } from '../persistence/entities/room-closure.ts';
import type { ScheduledLesson } from '../persistence/entities/scheduled-lesson.ts';
import { activitiesWithin } from '../persistence/queries/activities.ts';
import { queueForResource } from '../persistence/queries/bookings.ts';
import { lessonsWithin } from '../persistence/queries/lessons.ts';
import { found } from './found.ts';

export interface CloseRoom {
  roomId: string;
  from: Date;
  to: Date;
  reason: string;
}

/** From now on no lesson is put there in that time; those that were are told. Throws INVALID_OUTAGE, INVALID_TEXT, ROOM_NOT_FOUND. */
export async function closeRoom(
  unit: UnitOfWork,
  { from, to, reason, ...where }: CloseRoom,
): Promise<{ roomClosure: RoomClosure; lessonsAffected: ScheduledLesson[]; activitiesAffected: Activity[] }> {
  const { em, principal, now } = unit;
  const { id: roomId, branchId } = await found('Room', where.roomId, em.findOne(Room, { id: where.roomId }));
  const span = checkOutage({ from, to }, now);
  // Who is scheduling into this room at the moment either sees the closure or is seen here.
  await queueForResource(em, 'ROOM', roomId);
  const roomClosure = em.create(RoomClosure, {
    id: newId(),
    organizationId: principal.organizationId,
    createdAt: now,
    branchId,
    roomId,
    reason: checkText('reason', reason),
    ...span,
  });
  const lessonsAffected = await lessonsWithin(em, { roomId }, span, now);
  return { roomClosure, lessonsAffected, activitiesAffected: await activitiesWithin(em, { roomId }, span, now) };
}
