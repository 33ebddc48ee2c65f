import type { UnitOfWork } from '@campusgraph/persistence';
import type { Activity } from '../persistence/entities/activity.ts';
import { ActivitySeat } from '../persistence/entities/activity-seat.ts';
import { Student } from '../persistence/entities/student.ts';

/** What every event of an activity tells: the activity as it is now, and who is to be told. */
export async function activityFacts({ em }: UnitOfWork, activity: Activity) {
  const seats = await em.find(
    ActivitySeat,
    { activityId: activity.id, status: 'TAKEN' },
    { orderBy: { createdAt: 'asc', id: 'asc' } },
  );
  const studentIds = seats.flatMap(({ studentId }) => studentId ?? []);
  const students = await em.find(Student, { id: { $in: studentIds } });
  const names = new Map(students.map(({ id, name }) => [id, name]));
  return {
    activityId: activity.id,
    title: activity.title,
    roomId: activity.roomId ?? null,
    hostTeacherId: activity.hostTeacherId ?? null,
    startsAt: activity.startsAt.toISOString(),
    endsAt: activity.endsAt.toISOString(),
    attendees: seats.map(({ guardianId, studentId }) => ({
      ...{ guardianId, studentId: studentId ?? null },
      studentName: (studentId && names.get(studentId)) ?? null,
    })),
  };
}
