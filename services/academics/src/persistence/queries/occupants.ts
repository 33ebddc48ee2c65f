import type { SqlEntityManager } from '@mikro-orm/postgresql';
import type { Occupant } from '../../domain/clash.ts';
import { Activity } from '../entities/activity.ts';
import { ClassGroup } from '../entities/class-group.ts';
import { ScheduledLesson } from '../entities/scheduled-lesson.ts';

/** By the id that a booking names, the lesson or activity. Under row-level security: nothing of a branch that is not the principal's. */
export async function occupantsOf(em: SqlEntityManager, ids: readonly string[]): Promise<Map<string, Occupant>> {
  const lessons = await em.find(ScheduledLesson, { id: { $in: [...ids] } });
  const groups = await em.find(ClassGroup, { id: { $in: lessons.map(({ classGroupId }) => classGroupId) } });
  const activities = await em.find(Activity, { id: { $in: [...ids] } });
  const names = new Map(groups.map(({ id, name }) => [id, name]));
  return new Map<string, Occupant>([
    ...lessons.map(
      ({ id, classGroupId }) => [id, { scheduledLessonId: id, className: names.get(classGroupId) ?? '' }] as const,
    ),
    ...activities.map(({ id, title }) => [id, { activityId: id, activityTitle: title }] as const),
  ]);
}
