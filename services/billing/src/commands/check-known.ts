import { notHeardOf } from '@campusgraph/errors';
import type { UnitOfWork } from '@campusgraph/persistence';
import { BranchCopy } from '../persistence/entities/branch-copy.ts';
import { CourseCopy } from '../persistence/entities/course-copy.ts';
import { TeacherCopy } from '../persistence/entities/teacher-copy.ts';

/** Throws BRANCH_NOT_FOUND for a branch that the principal does not work in, or that there is none of (yet). */
export async function checkBranch({ em }: UnitOfWork, branchId: string): Promise<void> {
  if (!(await em.findOne(BranchCopy, { branchId }))) throw notHeardOf('Branch', branchId, 'branchId');
}

/** Throws COURSE_NOT_FOUND. */
export async function checkCourse({ em }: UnitOfWork, courseId: string): Promise<void> {
  if (!(await em.findOne(CourseCopy, { courseId }))) throw notHeardOf('Course', courseId, 'courseId');
}

/** Throws TEACHER_NOT_FOUND. */
export async function checkTeacher({ em }: UnitOfWork, teacherId: string): Promise<void> {
  if (!(await em.findOne(TeacherCopy, { teacherId }))) throw notHeardOf('Teacher', teacherId, 'teacherId');
}
