import { newId, type UnitOfWork } from '@campusgraph/persistence';
import { checkOutage } from '../domain/outage.ts';
import { checkText } from '../domain/text.ts';
import type { Activity } from '../persistence/entities/activity.ts';
import type { ScheduledLesson } from '../persistence/entities/scheduled-lesson.ts';
import { TeacherAbsence } from '../persistence/entities/teacher-absence.ts';
import { activitiesWithin } from '../persistence/queries/activities.ts';
import { queueForResource } from '../persistence/queries/bookings.ts';
import { lessonsWithin } from '../persistence/queries/lessons.ts';
import { lockTeacher } from './lock-teacher.ts';

export interface AddTeacherAbsence {
  teacherId: string;
  from: Date;
  to: Date;
  reason: string;
}

/**
 * From now on no lesson is given to the teacher in that time; those that were are told, to be moved or given to a
 * substitute. Throws INVALID_OUTAGE, INVALID_TEXT and as `lockTeacher`.
 */
export async function addTeacherAbsence(
  unit: UnitOfWork,
  { from, to, reason, ...whose }: AddTeacherAbsence,
): Promise<{ teacherAbsence: TeacherAbsence; lessonsAffected: ScheduledLesson[]; activitiesAffected: Activity[] }> {
  const { em, principal, now } = unit;
  const { id: teacherId } = await lockTeacher(unit, whose.teacherId);
  const span = checkOutage({ from, to }, now);
  // Who is scheduling this teacher at the moment either sees the absence or is seen here.
  await queueForResource(em, 'TEACHER', teacherId);
  const teacherAbsence = em.create(TeacherAbsence, {
    id: newId(),
    organizationId: principal.organizationId,
    createdAt: now,
    teacherId,
    reason: checkText('reason', reason),
    ...span,
  });
  const lessonsAffected = await lessonsWithin(em, { teacherId }, span, now);
  return {
    teacherAbsence,
    lessonsAffected,
    activitiesAffected: await activitiesWithin(em, { hostTeacherId: teacherId }, span, now),
  };
}
