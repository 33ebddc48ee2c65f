import { invalid, notFound, notHeardOf } from '@campusgraph/errors';
import type { UnitOfWork } from '@campusgraph/persistence';
import { refuseClosed } from '../domain/callback.ts';
import { CallbackTask } from '../persistence/entities/callback-task.ts';
import { StaffCopy } from '../persistence/entities/staff-copy.ts';

/** Hands an open callback to a member of its branch's staff, or back to whoever is free. Throws STAFF_NOT_FOUND, STAFF_OF_OTHER_BRANCH. */
export async function reassignCallback(
  unit: UnitOfWork,
  { callbackTaskId, ownerId }: { callbackTaskId: string; ownerId?: string | null | undefined },
): Promise<CallbackTask> {
  const task = await unit.em.findOne(CallbackTask, { id: callbackTaskId });
  if (!task) throw notFound('CallbackTask', callbackTaskId);
  refuseClosed(task);
  if (ownerId) await checkOwner(unit, ownerId, task);
  task.ownerId = ownerId ?? null;
  return task;
}

async function checkOwner({ em }: UnitOfWork, ownerId: string, { branchId }: CallbackTask): Promise<void> {
  const staff = await em.findOne(StaffCopy, { staffId: ownerId });
  if (!staff) throw notHeardOf('Staff', ownerId, 'ownerId');
  if (staff.branchIds && !staff.branchIds.includes(branchId)) throw otherBranch(ownerId, branchId);
}

const otherBranch = (ownerId: string, branchId: string) =>
  invalid(
    'STAFF_OF_OTHER_BRANCH',
    {
      en: `Staff member ${ownerId} does not work in branch ${branchId}, whose callback it is. Choose somebody who does.`,
      'zh-CN': `员工 ${ownerId} 不属于该回访所在校区 ${branchId},请选择该校区的员工。`,
    },
    { ownerId, branchId },
  );
