import { callbackScheduled } from '@campusgraph/contracts';
import { newId, type UnitOfWork } from '@campusgraph/persistence';
import { type CallbackStage, callbackDueAt } from '../domain/callback.ts';
import { CallbackTask } from '../persistence/entities/callback-task.ts';
import { RefundedContract } from '../persistence/entities/refunded-contract.ts';
import { planInForce } from '../persistence/queries/in-force.ts';
import { takeCallbackTurn } from './callback-turn.ts';
import { shipDefaults } from './ship-defaults.ts';

export interface CallbackCause {
  stage: CallbackStage;
  branchId: string;
  studentId: string;
  guardianId: string;
  contractId: string;
  /** When the time to call begins. */
  at: Date;
}

/** Makes the callback that the plan in force asks for; one per contract and stage. Null where no plan asks for one, or the money is back already. */
export async function scheduleCallback(unit: UnitOfWork, cause: CallbackCause): Promise<CallbackTask | null> {
  const { em, principal, now } = unit;
  const { stage, branchId, studentId, guardianId, contractId } = cause;
  await shipDefaults(unit);
  await takeCallbackTurn(unit, contractId);
  if ((await em.count(RefundedContract, { contractId })) > 0) return null;
  const plan = await planInForce(em, stage, branchId);
  if (!plan || (await em.count(CallbackTask, { contractId, stage })) > 0) return null;
  const task = em.create(CallbackTask, {
    id: newId(),
    organizationId: principal.organizationId,
    createdAt: now,
    branchId,
    planId: plan.id,
    studentId,
    guardianId,
    contractId,
    stage,
    status: 'OPEN',
    dueAt: callbackDueAt(cause.at, plan.dueWithinDays),
    script: plan.script,
  });
  const dueAt = task.dueAt.toISOString();
  unit.record(callbackScheduled, task, { callbackTaskId: task.id, guardianId, studentId, stage, dueAt });
  return task;
}
