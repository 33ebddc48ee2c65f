import type { UnitOfWork } from '@campusgraph/persistence';
import { attends } from '../domain/enrollment.ts';
import type { ClassGroup } from '../persistence/entities/class-group.ts';
import { Enrollment } from '../persistence/entities/enrollment.ts';
import { ScheduledLesson } from '../persistence/entities/scheduled-lesson.ts';
import { bookedLessons, queueForResource, releaseStudent } from '../persistence/queries/bookings.ts';
import { staysOf } from '../persistence/queries/stays.ts';
import { bookingFor, bookResources } from './book-resources.ts';

/**
 * Books a student into the lessons of a class that have not ended and at which the stays there have him expected, and frees him
 * from the others. The class and the student are locked. Returns those lessons, in order. Throws STUDENT_CLASH.
 */
export async function settleBookings(
  unit: UnitOfWork,
  group: ClassGroup,
  studentId: string,
): Promise<ScheduledLesson[]> {
  const { em, now } = unit;
  const classGroupId = group.id;
  await em.flush();
  // Who left just now is at the lesson that runs.
  const current = { $or: [{ withdrawnAt: null }, { withdrawnAt: { $gte: now } }] };
  const enrollments = await em.find(Enrollment, { classGroupId, studentId, ...current });
  const stayOf = await staysOf(em, enrollments);
  const lessons = await em.find(
    ScheduledLesson,
    { classGroupId, status: 'SCHEDULED', endsAt: { $gt: now } },
    { orderBy: { startsAt: 'asc' } },
  );
  const expected = lessons.filter((lesson) => enrollments.some((one) => attends(stayOf(one), lesson)));
  // Before any booking is freed, as everybody who frees some to make others.
  if (expected.length > 0) await queueForResource(em, 'STUDENT', studentId);
  const booked = await bookedLessons(
    em,
    studentId,
    lessons.map(({ id }) => id),
  );
  const wanted = new Set(expected.map(({ id }) => id));
  await releaseStudent(
    em,
    studentId,
    [...booked].filter((id) => !wanted.has(id)),
  );
  await bookResources(
    unit,
    group.branchId,
    expected.filter(({ id }) => !booked.has(id)).map((lesson) => bookingFor(lesson, 'STUDENT', studentId)),
  );
  return expected;
}
