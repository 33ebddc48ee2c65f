import type { Database } from '@campusgraph/persistence';
import type { SqlEntityManager } from '@mikro-orm/postgresql';
import { afterQuietHours, type QuietHours } from '../../domain/quiet-hours.ts';
import { type Way, waysTo } from '../../domain/route.ts';
import { NOTICE_KINDS } from '../../domain/template-keys.ts';
import { BranchCopy } from '../entities/branch-copy.ts';
import { Delivery } from '../entities/delivery.ts';
import { GuardianCopy } from '../entities/guardian-copy.ts';
import { OrganizationCopy } from '../entities/organization-copy.ts';
import { Preference } from '../entities/preference.ts';
import { SHIPPED_PREFERENCE } from './preferences-by-guardian.ts';

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
  const where = { guardianId: { $in: deliveries.map(({ guardianId }) => guardianId) } };
  const guardians = new Map((await em.find(GuardianCopy, where)).map((row) => [row.guardianId, row]));
  const preferences = new Map((await em.find(Preference, where)).map((row) => [row.guardianId, row]));
  const branchIds = deliveries.flatMap(({ branchId }) => (branchId ? [branchId] : []));
  const branches = await em.find(BranchCopy, { branchId: { $in: branchIds } });
  const zones = new Map(branches.map(({ branchId, timeZone }) => [branchId, timeZone]));
  const [school] = await em.find(OrganizationCopy, {});
  return deliveries.map((delivery) => {
    const { guardianId, branchId, failedChannels } = delivery;
    const { preferredChannel, quietFrom, quietTo } = preferences.get(guardianId) ?? SHIPPED_PREFERENCE;
    const ways = waysTo(guardians.get(guardianId), preferredChannel, failedChannels);
    const zone = (branchId && zones.get(branchId)) || school?.timeZone || 'UTC';
    return { delivery, ways, notBefore: earliest(delivery, ways[0], { from: quietFrom, to: quietTo }, zone, now) };
  });
}

/** A mail waits silently in its box; only what makes a phone ring respects the night. */
function earliest(delivery: Delivery, way: Way | undefined, quiet: QuietHours, timeZone: string, now: Date): Date {
  const disturbs = way?.channel === 'SMS' && !NOTICE_KINDS[delivery.templateKey].urgent;
  return disturbs ? afterQuietHours(now, quiet, timeZone) : now;
}
