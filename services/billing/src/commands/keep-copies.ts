import type { UnitOfWork } from '@campusgraph/persistence';
import { BranchCopy } from '../persistence/entities/branch-copy.ts';
import { StudentCopy } from '../persistence/entities/student-copy.ts';

/** Keeps what billing has to know of a branch. */
export async function keepBranch(
  { em, principal }: UnitOfWork,
  branch: { id: string; timeZone: string },
): Promise<void> {
  await em.upsert(BranchCopy, { ...branch, organizationId: principal.organizationId });
}

/** Keeps whose child a student is. */
export async function keepStudent(
  { em, principal }: UnitOfWork,
  student: { id: string; guardianId: string },
): Promise<void> {
  await em.upsert(StudentCopy, { ...student, organizationId: principal.organizationId });
}
