import type { UnitOfWork } from '@campusgraph/persistence';
import { clashError } from '../domain/clash.ts';
import { BranchCopy } from '../persistence/entities/branch-copy.ts';
import { Room } from '../persistence/entities/room.ts';
import type { ScheduledLesson } from '../persistence/entities/scheduled-lesson.ts';
import { Student } from '../persistence/entities/student.ts';
import { Teacher } from '../persistence/entities/teacher.ts';
import { type Booking, book } from '../persistence/queries/bookings.ts';
import { occupantsOf } from '../persistence/queries/occupants.ts';

/** Books a lesson's room and teacher, and the students given. */
export const bookingsOf = (
  lesson: Pick<ScheduledLesson, 'id' | 'roomId' | 'teacherId' | 'startsAt' | 'endsAt'>,
  studentIds: readonly string[],
): Booking[] => [
  bookingFor(lesson, 'ROOM', lesson.roomId),
  bookingFor(lesson, 'TEACHER', lesson.teacherId),
  ...studentIds.map((studentId) => bookingFor(lesson, 'STUDENT', studentId)),
];

export const bookingFor = (
  { id, startsAt, endsAt }: Pick<ScheduledLesson, 'id' | 'startsAt' | 'endsAt'>,
  kind: Booking['kind'],
  resourceId: string,
): Booking => ({ scheduledLessonId: id, kind, resourceId, startsAt, endsAt });

/** Throws ROOM_CLASH, TEACHER_CLASH or STUDENT_CLASH; times are told on the clock of `branchId`. */
export async function bookResources(
  { em, principal }: UnitOfWork,
  branchId: string,
  bookings: readonly Booking[],
): Promise<void> {
  await em.flush();
  const taken = await book(em, principal.organizationId, bookings);
  if (!taken) return;
  const branch = await em.findOneOrFail(BranchCopy, { branchId });
  const others = await occupantsOf(em, [taken.scheduledLessonId]);
  throw clashError({
    kind: taken.kind,
    resourceId: taken.resourceId,
    resourceName: await nameOf(em, taken),
    other: others.get(taken.scheduledLessonId) ?? null,
    time: taken,
    timeZone: branch.timeZone,
  });
}

async function nameOf(em: UnitOfWork['em'], { kind, resourceId }: Booking): Promise<string> {
  const entity = { ROOM: Room, TEACHER: Teacher, STUDENT: Student }[kind];
  // A student of a branch that is not the principal's has no name here.
  const row = await em.findOne<{ id: string; name: string }>(entity, { id: resourceId });
  return row?.name ?? resourceId;
}
