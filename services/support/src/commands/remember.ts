import type { UnitOfWork } from '@campusgraph/persistence';
import { BranchCopy } from '../persistence/entities/branch-copy.ts';
import { StaffCopy } from '../persistence/entities/staff-copy.ts';
import { StudentCopy } from '../persistence/entities/student-copy.ts';

/** Keeps what organization says of a branch. */
export async function rememberBranch(
  { em, principal }: UnitOfWork,
  branch: { branchId: string; name: string; timeZone: string },
): Promise<void> {
  await em.upsert(BranchCopy, { ...branch, organizationId: principal.organizationId });
}

/** Keeps whom a ticket can be assigned to; `branchIds` null: in every branch. */
export async function rememberStaff(
  { em, principal }: UnitOfWork,
  staff: { staffId: string; branchIds: string[] | null },
): Promise<void> {
  await em.upsert(StaffCopy, { ...staff, organizationId: principal.organizationId });
}

/** Keeps whose child a student is, and where. */
export async function rememberStudent(
  { em, principal }: UnitOfWork,
  student: { studentId: string; guardianId: string; branchId: string },
): Promise<void> {
  await em.upsert(StudentCopy, { ...student, organizationId: principal.organizationId });
}
