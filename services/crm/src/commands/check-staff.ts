import { invalid } from '@campusgraph/errors';
import type { SqlEntityManager } from '@mikro-orm/postgresql';
import { StaffCopy } from '../persistence/entities/staff-copy.ts';

/** Does this person work in that branch? Throws STAFF_NOT_IN_BRANCH, also for somebody who is not known (yet). */
export async function checkStaff(em: SqlEntityManager, staffId: string, branchId: string): Promise<void> {
  const staff = await em.findOne(StaffCopy, { id: staffId });
  if (staff && (staff.branchIds.length === 0 || staff.branchIds.includes(branchId))) return;
  throw invalid(
    'STAFF_NOT_IN_BRANCH',
    {
      en: `Staff ${staffId} does not work in branch ${branchId}. Choose one of its people.`,
      'zh-CN': `员工 ${staffId} 不属于校区 ${branchId},请选择该校区的员工。`,
    },
    { staffId, branchId },
  );
}
