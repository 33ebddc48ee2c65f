import type { UnitOfWork } from '@campusgraph/persistence';
import { mainTeachers, type TeacherTaken } from '../domain/teachers-taken.ts';
import { ClassGroup } from '../persistence/entities/class-group.ts';
import { ScheduledLesson } from '../persistence/entities/scheduled-lesson.ts';
import type { PlannedLesson } from './find-run-conflicts.ts';

/**
 * Makes who teaches most of a class's new lessons its own teacher, so that nobody stands there as a substitute all term. A class
 * that has other lessons ahead keeps its own. Its classes are locked.
 */
export async function handOverClasses(
  { em, now }: UnitOfWork,
  planned: readonly PlannedLesson[],
): Promise<TeacherTaken[]> {
  const groups = new Map(planned.map(({ group }) => [group.id, group]));
  const ahead = { classGroupId: { $in: [...groups.keys()] }, status: 'SCHEDULED' as const, startsAt: { $gt: now } };
  const busy = await em.find(ScheduledLesson, ahead, { fields: ['classGroupId'], disableIdentityMap: true });
  const keeping = new Set(busy.map(({ classGroupId }) => classGroupId));
  const lessons = planned.map(({ group, teacherId }) => ({ classGroupId: group.id, teacherId }));
  return [...mainTeachers(lessons)].flatMap(([classGroupId, after]) => {
    const group = groups.get(classGroupId);
    if (!group || keeping.has(classGroupId) || group.teacherId === after) return [];
    const before = group.teacherId;
    group.teacherId = after;
    return [{ classGroupId, before, after }];
  });
}

/** Gives those classes back whose teacher is still the one who took them over. They are locked. */
export async function handBackClasses({ em }: UnitOfWork, taken: readonly TeacherTaken[]): Promise<void> {
  const groups = await em.find(ClassGroup, { id: { $in: taken.map(({ classGroupId }) => classGroupId) } });
  for (const { classGroupId, before, after } of taken) {
    const group = groups.find(({ id }) => id === classGroupId);
    if (group?.teacherId === after) group.teacherId = before;
  }
}
