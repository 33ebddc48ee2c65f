import type { UnitOfWork } from '@campusgraph/persistence';
import { LockMode } from '@mikro-orm/core';
import { away } from '../domain/availability.ts';
import { checkRoomBranch, checkRoomSize } from '../domain/class-group.ts';
import type { LessonTime } from '../domain/lesson-time.ts';
import { Activity } from '../persistence/entities/activity.ts';
import { ActivitySeat } from '../persistence/entities/activity-seat.ts';
import { BranchCopy } from '../persistence/entities/branch-copy.ts';
import { Room } from '../persistence/entities/room.ts';
import { RoomClosure } from '../persistence/entities/room-closure.ts';
import { Teacher } from '../persistence/entities/teacher.ts';
import { TeacherAbsence } from '../persistence/entities/teacher-absence.ts';
import type { Booking } from '../persistence/queries/bookings.ts';
import { bookingFor } from './book-resources.ts';
import { found } from './found.ts';

export interface ActivityPlace extends LessonTime {
  roomId: string | null;
  hostTeacherId: string | null;
}

/** An activity, locked to the end of the transaction, since seats are counted on it. Throws ACTIVITY_NOT_FOUND. */
export const lockActivity = ({ em }: UnitOfWork, id: string): Promise<Activity> =>
  found('Activity', id, em.findOne(Activity, { id }, { lockMode: LockMode.PESSIMISTIC_WRITE }));

/** Throws ROOM_NOT_FOUND, ROOM_OF_ANOTHER_BRANCH, ROOM_TOO_SMALL, TEACHER_NOT_FOUND. */
export async function checkActivityPlace(
  { em }: UnitOfWork,
  { branchId, seats }: { branchId: string; seats: number },
  { roomId, hostTeacherId }: ActivityPlace,
): Promise<void> {
  if (roomId) {
    const room = await found('Room', roomId, em.findOne(Room, { id: roomId }));
    checkRoomBranch(branchId, room);
    checkRoomSize(seats, room);
  }
  if (hostTeacherId) await found('Teacher', hostTeacherId, em.findOne(Teacher, { id: hostTeacherId }));
}

/** Its room, its host and the students who have a seat. */
export async function activityBookings(
  { em }: UnitOfWork,
  id: string,
  { roomId, hostTeacherId, startsAt, endsAt }: ActivityPlace,
): Promise<Booking[]> {
  const time = { id, startsAt, endsAt };
  const seats = await em.find(ActivitySeat, { activityId: id, status: 'TAKEN', studentId: { $ne: null } });
  return [
    ...(roomId ? [bookingFor(time, 'ROOM', roomId)] : []),
    ...(hostTeacherId ? [bookingFor(time, 'TEACHER', hostTeacherId)] : []),
    ...seats.flatMap(({ studentId }) => (studentId ? [bookingFor(time, 'STUDENT', studentId)] : [])),
  ];
}

/** Throws TEACHER_ABSENT or ROOM_CLOSED. To be called once the two are booked, as for lessons; hours and holidays are for lessons only. */
export async function checkActivityAvailable(
  { em }: UnitOfWork,
  branchId: string,
  { roomId, hostTeacherId, startsAt, endsAt }: ActivityPlace,
): Promise<void> {
  const meeting = { startsAt: { $lt: endsAt }, endsAt: { $gt: startsAt } };
  const room = roomId && (await em.findOneOrFail(Room, { id: roomId }));
  const teacher = hostTeacherId && (await em.findOneOrFail(Teacher, { id: hostTeacherId }));
  const facts = {
    room: room ? { ...room, closures: await em.find(RoomClosure, { roomId: room.id, ...meeting }) } : null,
    teacher: teacher
      ? { ...teacher, absences: await em.find(TeacherAbsence, { teacherId: teacher.id, ...meeting }) }
      : null,
  };
  const { timeZone } = await em.findOneOrFail(BranchCopy, { branchId });
  const error = away({ startsAt, endsAt }, facts, timeZone);
  if (error) throw error;
}
