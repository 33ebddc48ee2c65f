import type { UnitOfWork } from '@campusgraph/persistence';
import { LockMode } from '@mikro-orm/core';
import type { CallbackStage } from '../domain/callback.ts';
import { CallbackTask } from '../persistence/entities/callback-task.ts';
import { RefundedContract } from '../persistence/entities/refunded-contract.ts';
import { takeCallbackTurn } from './callback-turn.ts';

export interface CallbackEnd {
  stage: CallbackStage;
  contractId: string;
  branchId: string;
  refundedAt: Date;
}

/** Withdraws the call that has not been made, and sees to it that none appears later; what was said on the phone stays. */
export async function withdrawCallback(unit: UnitOfWork, end: CallbackEnd): Promise<void> {
  const { em, principal } = unit;
  const { stage, contractId, branchId, refundedAt } = end;
  await takeCallbackTurn(unit, contractId);
  await em.upsert(RefundedContract, { contractId, organizationId: principal.organizationId, branchId, refundedAt });
  const cause = { contractId, stage, status: 'OPEN' } as const;
  const task = await em.findOne(CallbackTask, cause, { lockMode: LockMode.PESSIMISTIC_WRITE });
  if (task) task.status = 'WITHDRAWN';
}
