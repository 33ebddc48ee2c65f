import type { UnitOfWork } from '@campusgraph/persistence';
import { StaffCopy } from '../persistence/entities/staff-copy.ts';

/** Keeps who leads can be assigned to. No branch means every branch. */
export async function copyStaff(
  { em, principal }: UnitOfWork,
  staff: { id: string; name: string; role: string; branchIds: string[] },
): Promise<void> {
  await em.upsert(StaffCopy, { ...staff, organizationId: principal.organizationId });
}
