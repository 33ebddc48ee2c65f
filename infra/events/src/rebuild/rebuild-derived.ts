import { servicePrincipal } from '@campusgraph/auth';
import type { EventEnvelope } from '@campusgraph/contracts';
import { newId, type UnitOfWork } from '@campusgraph/persistence';
import type { Applier } from '../consumer/apply-events.ts';
import type { Subscription } from '../subscription.ts';
import { BATCH_SIZE } from '../transport.ts';
import { takeTurn } from './turns.ts';

/** Types of the events that a service's derived tables are made of. */
export const derivedFrom = (subscriptions: readonly Subscription[]): string[] => [
  ...new Set(subscriptions.filter((one) => one.derives).map(({ event }) => event.type)),
];

/**
 * Empties the derived tables of one organization and builds them anew from the logs: `events` in the order of the log within
 * each service, an event that comes twice counts once. Readers see the former rows until all is committed, deliveries wait.
 * Start reading the logs only when this asks for the first event.
 */
export async function rebuildDerived(
  { database, subscriptions, clock }: Applier,
  organizationId: string,
  events: AsyncIterable<EventEnvelope>,
): Promise<void> {
  const principal = servicePrincipal(database.service, organizationId);
  await database.write({ principal, now: clock(), correlationId: newId() }, async (unit) => {
    await takeTurn(unit);
    for (const table of database.derived) await unit.em.execute(`delete from ${table}`);
    const seen = await waitingIds(unit);
    let run: EventEnvelope[] = [];
    for await (const event of events) {
      if (event.organizationId !== organizationId || seen.has(event.id)) continue;
      seen.add(event.id);
      if (run.length === BATCH_SIZE || (run[0] && run[0].type !== event.type)) {
        await derive(subscriptions, run, unit);
        run = [];
      }
      run.push(event);
    }
    await derive(subscriptions, run, unit);
  });
}

/** What is parked has had no effect; it gets it when it is replayed. */
async function waitingIds({ em }: UnitOfWork): Promise<Set<string>> {
  const sql = 'select id from events.parked_message where replayed_at is null';
  return new Set((await em.execute<{ id: string }[]>(sql)).map(({ id }) => id));
}

// What the rebuild has applied must not be applied again when it is delivered late: a counter would count it twice.
const MARK_APPLIED = `
insert into events.inbox (consumer, event_id, organization_id, received_at)
select ?, event_id::uuid, ?, ? from jsonb_array_elements_text(?::jsonb) as event (event_id) order by event_id
on conflict do nothing`;

async function derive(
  subscriptions: readonly Subscription[],
  run: readonly EventEnvelope[],
  unit: UnitOfWork,
): Promise<void> {
  const listening = subscriptions.filter(({ event }) => event.type === run[0]?.type);
  const deriving = listening.filter((one) => one.derives);
  if (deriving.length === 0) return;
  for (const subscription of deriving) await subscription.handle(run, silent(unit));
  await unit.em.flush();
  unit.em.clear();
  // What has an effect besides is left to its delivery, which then derives the same once more.
  if (deriving.length < listening.length) return;
  const { subject, organizationId } = unit.principal;
  await unit.em.execute(MARK_APPLIED, [subject, organizationId, unit.now, JSON.stringify(run.map(({ id }) => id))]);
}

/** A past that is told again is no news. */
const silent = (unit: UnitOfWork): UnitOfWork => ({
  ...unit,
  record({ type }) {
    throw new Error(`A handler that derives tables must not record ${type}.`);
  },
  correlated: (correlationId) => silent(unit.correlated(correlationId)),
  asService: (part) => unit.asService((service) => part(silent(service))),
});
