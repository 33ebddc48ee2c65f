import { servicePrincipal } from '@campusgraph/auth';
import type { EventEnvelope } from '@campusgraph/contracts';
import type { Database, UnitOfWork } from '@campusgraph/persistence';
import { shareTurn } from '../rebuild/turns.ts';
import type { Subscription } from '../subscription.ts';
import { runsOf } from './runs.ts';

/** What a consumer needs to apply events. */
export interface Applier {
  database: Database;
  subscriptions: readonly Subscription[];
  clock: () => Date;
}

// A parked event has been dealt with: a copy that comes late must not be tried again behind the operator's back.
const CLAIM = `
insert into events.inbox (consumer, event_id, organization_id, received_at)
select ?, event.id::uuid, ?, ?
from jsonb_array_elements_text(?::jsonb) event (id)
where not exists (select 1 from events.parked_message parked where parked.id = event.id::uuid and parked.replayed_at is null)
order by event.id
on conflict do nothing
returning event_id`;

const CLAIM_PARKED = `
insert into events.inbox (consumer, event_id, organization_id, received_at)
values (?, ?, ?, ?) on conflict do nothing returning event_id`;

/**
 * Applies events of one organization: their inbox rows and every handler's effect in one transaction, so that either all of
 * it has happened or nothing. Events that were applied before are left out. Returns how many were new.
 */
export function applyEvents(
  applier: Applier,
  organizationId: string,
  events: readonly EventEnvelope[],
): Promise<number> {
  const { database, clock } = applier;
  const scope = {
    principal: servicePrincipal(database.service, organizationId),
    now: clock(),
    correlationId: events[0]?.correlationId ?? '',
  };
  return database.write(scope, async (unit) => {
    await shareTurn(unit);
    const ids = JSON.stringify(events.map(({ id }) => id));
    const claimed = await unit.em.execute<{ event_id: string }[]>(CLAIM, [
      database.service,
      organizationId,
      unit.now,
      ids,
    ]);
    const fresh = new Set(claimed.map((row) => row.event_id));
    const news = events.filter(({ id }) => fresh.delete(id));
    await handleAll(applier.subscriptions, news, unit);
    return news.length;
  });
}

/** The same for one parked event, within a unit of its organization. What was applied before is not applied again. */
export async function applyParked(
  { database, subscriptions }: Applier,
  event: EventEnvelope,
  unit: UnitOfWork,
): Promise<void> {
  const values = [database.service, event.id, event.organizationId, unit.now];
  const claimed = await unit.em.execute<unknown[]>(CLAIM_PARKED, values);
  if (claimed.length > 0) await handleAll(subscriptions, [event], unit);
}

async function handleAll(subscriptions: readonly Subscription[], events: readonly EventEnvelope[], unit: UnitOfWork) {
  const isBatched = (type: string) => subscriptions.every((one) => one.batched || one.event.type !== type);
  for (const run of runsOf(events, isBatched)) {
    for (const subscription of subscriptions) {
      if (subscription.event.type === run[0]?.type) await subscription.handle(run, unit);
    }
  }
}
