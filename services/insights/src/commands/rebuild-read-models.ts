import type { EventEnvelope } from '@campusgraph/contracts';
import type { Subscription } from '@campusgraph/events';
import type { UnitOfWork } from '@campusgraph/persistence';
import { BranchCopy } from '../persistence/entities/branch-copy.ts';
import { BranchDay } from '../persistence/entities/branch-day.ts';
import { FirstResponse } from '../persistence/entities/first-response.ts';
import { FunnelDay } from '../persistence/entities/funnel-day.ts';
import { LeadProgress } from '../persistence/entities/lead-progress.ts';
import { WaitingFact } from '../persistence/entities/waiting-fact.ts';
import { takeTurns } from './take-turns.ts';

const BATCH = 500;

// What the rebuild has counted must not be counted again when it is delivered late.
const MARK_APPLIED = `
insert into events.inbox (consumer, event_id, organization_id, received_at)
select ?, event_id::uuid, ?, ? from jsonb_array_elements_text(?::jsonb) as event (event_id) order by event_id
on conflict do nothing`;

/**
 * Empties the read models of the unit's organization and builds them anew from the logs of the services: `events` in any
 * order between services, in the order of the log within each; an event that comes twice counts once. Readers see the old
 * figures until the unit commits, and what is delivered meanwhile waits. Start reading the logs only when this asks for the
 * first event. Where a delivery is just under way the database may refuse with a deadlock (40P01): run it again.
 */
export async function rebuildReadModels(
  unit: UnitOfWork,
  subscriptions: readonly Subscription[],
  events: AsyncIterable<EventEnvelope>,
): Promise<void> {
  await takeTurns(unit);
  await empty(unit);
  const seen = new Set<string>();
  let run: EventEnvelope[] = [];
  for await (const event of events) {
    if (event.organizationId !== unit.principal.organizationId || seen.has(event.id)) continue;
    seen.add(event.id);
    if (run.length === BATCH || (run[0] && run[0].type !== event.type)) {
      await apply(unit, subscriptions, run);
      run = [];
    }
    run.push(event);
  }
  await apply(unit, subscriptions, run);
}

async function empty({ em }: UnitOfWork): Promise<void> {
  await em.nativeDelete(BranchCopy, {});
  await em.nativeDelete(WaitingFact, {});
  await em.nativeDelete(LeadProgress, {});
  await em.nativeDelete(FunnelDay, {});
  await em.nativeDelete(BranchDay, {});
  await em.nativeDelete(FirstResponse, {});
}

/** Applies events of one type, and notes in the inbox that they are applied. */
async function apply(
  unit: UnitOfWork,
  subscriptions: readonly Subscription[],
  run: readonly EventEnvelope[],
): Promise<void> {
  const wanted = subscriptions.filter(({ event }) => event.type === run[0]?.type);
  if (wanted.length === 0) return;
  for (const subscription of wanted) await subscription.handle(run, unit);
  const { subject, organizationId } = unit.principal;
  const ids = JSON.stringify(run.map(({ id }) => id));
  await unit.em.execute(MARK_APPLIED, [subject, organizationId, unit.now, ids]);
}
