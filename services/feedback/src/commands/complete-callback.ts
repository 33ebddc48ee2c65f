import { callbackCompleted } from '@campusgraph/contracts';
import { notFound } from '@campusgraph/errors';
import type { UnitOfWork } from '@campusgraph/persistence';
import { LockMode } from '@mikro-orm/core';
import { type CallbackOutcome, complete } from '../domain/callback.ts';
import { CallbackTask } from '../persistence/entities/callback-task.ts';
import { SatisfactionScore } from '../persistence/entities/satisfaction-score.ts';

export interface CompleteCallbackInput {
  callbackTaskId: string;
  outcome: CallbackOutcome;
  nps?: number | null | undefined;
  note?: string | null | undefined;
}

/** Notes what a call came to, and the score if one was given. */
export async function completeCallback(unit: UnitOfWork, input: CompleteCallbackInput): Promise<CallbackTask> {
  const { em, principal, now } = unit;
  const task = await em.findOne(CallbackTask, { id: input.callbackTaskId }, { lockMode: LockMode.PESSIMISTIC_WRITE });
  if (!task) throw notFound('CallbackTask', input.callbackTaskId);
  const result = complete(task, { outcome: input.outcome, nps: input.nps ?? null });
  em.assign(task, {
    ...result,
    status: 'COMPLETED',
    note: input.note ?? null,
    completedAt: now,
    completedById: principal.kind === 'STAFF' ? principal.subject : null,
  });
  const { id, organizationId, branchId, studentId, guardianId, stage } = task;
  const { outcome, nps } = result;
  if (nps !== null) {
    const score = { kind: 'NPS', score: nps, givenAt: now } as const;
    em.create(SatisfactionScore, { id, organizationId, branchId, guardianId, studentId, ...score });
  }
  const completedAt = now.toISOString();
  // What the family said leaves this service only where somebody has to act on it.
  const note = outcome === 'PROBLEM' && input.note ? { note: input.note } : {};
  const facts = { callbackTaskId: id, guardianId, studentId, stage, outcome, nps, completedAt, ...note };
  unit.record(callbackCompleted, task, facts);
  return task;
}
