import type { UnitOfWork } from '@campusgraph/persistence';
import { StaffCopy } from '../persistence/entities/staff-copy.ts';

/** Keeps who can be given a callback; `branchIds` null: in every branch. */
export async function copyStaff(
  { em, principal }: UnitOfWork,
  staff: { staffId: string; branchIds: string[] | null },
): Promise<void> {
  await em.upsert(StaffCopy, { ...staff, organizationId: principal.organizationId });
}
