import { notFound } from '@campusgraph/errors';
import type { UnitOfWork } from '@campusgraph/persistence';
import { refuseClosed } from '../domain/callback.ts';
import { CallbackTask } from '../persistence/entities/callback-task.ts';

/** Hands an open callback to a member of staff, or back to whoever is free. */
export async function reassignCallback(
  { em }: UnitOfWork,
  { callbackTaskId, ownerId }: { callbackTaskId: string; ownerId?: string | null | undefined },
): Promise<CallbackTask> {
  const task = await em.findOne(CallbackTask, { id: callbackTaskId });
  if (!task) throw notFound('CallbackTask', callbackTaskId);
  refuseClosed(task);
  task.ownerId = ownerId ?? null;
  return task;
}
