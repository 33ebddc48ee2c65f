import { contractActivated } from '@campusgraph/contracts';
import { on } from '@campusgraph/events';
import { scheduleCallback } from '../commands/schedule-callback.ts';
import { branchOf } from './branch-of.ts';

/** A new customer is called within the first week; one who renews is no new customer. */
export const onContractActivated = on(contractActivated, async (event, unit) => {
  const { studentId, guardianId, contractId, activatedAt, isRenewal } = event.data;
  if (isRenewal) return;
  const about = { branchId: branchOf(event), studentId, guardianId, contractId };
  await scheduleCallback(unit, { ...about, stage: 'FIRST_WEEK', at: new Date(activatedAt) });
});
