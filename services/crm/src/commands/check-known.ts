import { notHeardOf } from '@campusgraph/errors';
import type { SqlEntityManager } from '@mikro-orm/postgresql';
import { BranchCopy } from '../persistence/entities/branch-copy.ts';
import { LessonCopy } from '../persistence/entities/lesson-copy.ts';

/** Throws BRANCH_NOT_FOUND for a branch that the principal does not work in, or that there is none of (yet). */
export async function checkBranch(em: SqlEntityManager, branchId: string): Promise<void> {
  if (!(await em.findOne(BranchCopy, { branchId }))) throw notHeardOf('Branch', branchId, 'branchId');
}

/** Throws SCHEDULED_LESSON_NOT_FOUND for a lesson that is not on the branch's timetable (yet). */
export async function checkLesson(em: SqlEntityManager, scheduledLessonId: string, branchId: string): Promise<void> {
  if (await em.findOne(LessonCopy, { scheduledLessonId, branchId })) return;
  throw notHeardOf('ScheduledLesson', scheduledLessonId, 'scheduledLessonId');
}
