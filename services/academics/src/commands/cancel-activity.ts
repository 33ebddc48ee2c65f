import { activityCancelled } from '@campusgraph/contracts';
import type { UnitOfWork } from '@campusgraph/persistence';
import { checkActivityChangeable } from '../domain/activity.ts';
import { checkText } from '../domain/text.ts';
import type { Activity } from '../persistence/entities/activity.ts';
import { release } from '../persistence/queries/bookings.ts';
import { activityFacts } from './activity-facts.ts';
import { lockActivity } from './activity-place.ts';

/** Frees whom and what it took and tells everybody who has a seat. Throws ACTIVITY_OVER, ACTIVITY_CANCELLED, INVALID_TEXT. */
export async function cancelActivity(
  unit: UnitOfWork,
  input: { activityId: string; reason: string },
): Promise<Activity> {
  const activity = await lockActivity(unit, input.activityId);
  checkActivityChangeable(activity, unit.now);
  const reason = checkText('reason', input.reason);
  unit.em.assign(activity, { status: 'CANCELLED', changeReason: reason });
  await release(unit.em, activity.id);
  unit.record(activityCancelled, activity, { ...(await activityFacts(unit, activity)), reason });
  return activity;
}
