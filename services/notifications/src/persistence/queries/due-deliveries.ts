import type { Database } from '@campusgraph/persistence';
import type { SqlEntityManager } from '@mikro-orm/postgresql';
import { afterQuietHours, type QuietHours } from '../../domain/quiet-hours.ts';
import { type Way, waysTo } from '../../domain/route.ts';
import { NOTICE_KINDS } from '../../domain/template-keys.ts';
import { Delivery } from '../entities/delivery.ts';
import { readersOf } from './readers.ts';

/** Rows are locked while they are claimed and skipped by others, so any number of workers can claim at once. */
const CLAIM = `
with due as (
  select id from delivery where status = 'QUEUED' and next_try_at <= $1 order by next_try_at, id limit $3 for update skip locked
)
update delivery set next_try_at = $2, version = version + 1 from due where delivery.id = due.id
returning delivery.id, delivery.organization_id as "organizationId"`;

/**
 * Takes what is due in hand until `until`: whoever dies meanwhile leaves it to the next worker then. Returns the ids by
 * organization, because only the system role sees across them and it sees nothing but the queue.
 */
export async function claimDue(
  database: Database,
  { now, until, limit }: { now: Date; until: Date; limit: number },
): Promise<Map<string, string[]>> {
  const rows = await database.system(
    async (client) => (await client.query<{ id: string; organizationId: string }>(CLAIM, [now, until, limit])).rows,
  );
  const byOrganization = new Map<string, string[]>();
  for (const { id, organizationId } of rows) {
    byOrganization.set(organizationId, [...(byOrganization.get(organizationId) ?? []), id]);
  }
  return byOrganization;
}

/** A delivery that is due, the ways to its guardian in order, and when the first of them may be used. */
export interface DueDelivery {
  delivery: Delivery;
  ways: Way[];
  notBefore: Date;
}

/** What the worker needs to send these. */
export async function dueDeliveries(em: SqlEntityManager, ids: readonly string[], now: Date): Promise<DueDelivery[]> {
  const deliveries = await em.find(Delivery, { id: { $in: [...ids] }, status: 'QUEUED' });
  const readers = await readersOf(em, deliveries);
  return deliveries.map((delivery) => {
    const { guardianId, branchId, failedChannels } = delivery;
    const { preferredChannel, quietFrom, quietTo } = readers.preference(guardianId);
    const ways = waysTo(readers.guardian(guardianId), preferredChannel, failedChannels);
    const quiet = { from: quietFrom, to: quietTo };
    return { delivery, ways, notBefore: earliest(delivery, ways[0], quiet, readers.zone(branchId), now) };
  });
}

/** A mail waits silently in its box; only what makes a phone ring respects the night. */
function earliest(delivery: Delivery, way: Way | undefined, quiet: QuietHours, timeZone: string, now: Date): Date {
  const disturbs = way?.channel === 'SMS' && !NOTICE_KINDS[delivery.templateKey].urgent;
  return disturbs ? afterQuietHours(now, quiet, timeZone) : now;
}
