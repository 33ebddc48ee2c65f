import type { UnitOfWork } from '@campusgraph/persistence';
import { LockMode } from '@mikro-orm/core';
import type { CallbackStage } from '../domain/callback.ts';
import { CallbackTask } from '../persistence/entities/callback-task.ts';
import { RefundedContract } from '../persistence/entities/refunded-contract.ts';
import { takeCallbackTurn } from './callback-turn.ts';

/** Keeps that a contract's money was paid back, and sees to it that no call appears for it later. */
export async function keepRefund(
  unit: UnitOfWork,
  refund: { contractId: string; branchId: string; refundedAt: Date },
): Promise<void> {
  const { em, principal } = unit;
  await takeCallbackTurn(unit, refund.contractId);
  await em.upsert(RefundedContract, { ...refund, organizationId: principal.organizationId });
}

/** Withdraws the call that has not been made; what was said on the phone stays. */
export async function withdrawCallback(
  unit: UnitOfWork,
  { stage, contractId }: { stage: CallbackStage; contractId: string },
): Promise<void> {
  await takeCallbackTurn(unit, contractId);
  const cause = { contractId, stage, status: 'OPEN' } as const;
  const task = await unit.em.findOne(CallbackTask, cause, { lockMode: LockMode.PESSIMISTIC_WRITE });
  if (task) task.status = 'WITHDRAWN';
}
