import type { UnitOfWork } from '@campusgraph/persistence';
import { BranchCopy } from '../persistence/entities/branch-copy.ts';
import { LessonCopy } from '../persistence/entities/lesson-copy.ts';

/** Keeps that there is a branch. */
export async function keepBranch({ em, principal }: UnitOfWork, branchId: string): Promise<void> {
  await em.upsert(BranchCopy, { branchId, organizationId: principal.organizationId });
}

/** Keeps that a lesson is on the timetable of a branch. */
export async function keepLesson(
  { em, principal }: UnitOfWork,
  lesson: { scheduledLessonId: string; branchId: string },
): Promise<void> {
  await em.upsert(LessonCopy, { ...lesson, organizationId: principal.organizationId });
}

/** A cancelled lesson is none that anybody could come to. */
export async function dropLesson({ em }: UnitOfWork, scheduledLessonId: string): Promise<void> {
  await em.nativeDelete(LessonCopy, { scheduledLessonId });
}
