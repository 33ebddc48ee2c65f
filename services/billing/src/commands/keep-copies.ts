import type { UnitOfWork } from '@campusgraph/persistence';
import { BranchCopy } from '../persistence/entities/branch-copy.ts';
import { CourseCopy } from '../persistence/entities/course-copy.ts';
import { StudentCopy } from '../persistence/entities/student-copy.ts';
import { TeacherCopy } from '../persistence/entities/teacher-copy.ts';

/** Keeps what billing has to know of a branch. */
export async function keepBranch(
  { em, principal }: UnitOfWork,
  branch: { branchId: string; timeZone: string },
): Promise<void> {
  await em.upsert(BranchCopy, { ...branch, organizationId: principal.organizationId });
}

/** Keeps whose child a student is, and where. */
export async function keepStudent(
  { em, principal }: UnitOfWork,
  student: { id: string; guardianId: string; branchId: string | null },
): Promise<void> {
  await em.upsert(StudentCopy, { ...student, organizationId: principal.organizationId });
}

/** Keeps that there is a course. */
export async function keepCourse({ em, principal }: UnitOfWork, courseId: string): Promise<void> {
  await em.upsert(CourseCopy, { courseId, organizationId: principal.organizationId });
}

/** Keeps that somebody teaches. */
export async function keepTeacher({ em, principal }: UnitOfWork, teacherId: string): Promise<void> {
  await em.upsert(TeacherCopy, { teacherId, organizationId: principal.organizationId });
}
