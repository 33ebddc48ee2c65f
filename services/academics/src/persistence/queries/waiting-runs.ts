import type { Database } from '@campusgraph/persistence';

export interface ClaimedRun {
  id: string;
  organizationId: string;
  /** Who claims it later has a greater one; only the greatest may write. */
  attempts: number;
}

// Locked while it is claimed and skipped by others, so any number of processes can look at once.
const CLAIM = `
with next as (
  select id from timetable_run where status = 'QUEUED' or (status = 'RUNNING' and lease_until <= $1)
  order by created_at, id limit 1 for update skip locked
)
update timetable_run as run set status = 'RUNNING', lease_until = $2, attempts = attempts + 1, version = version + 1
from next where run.id = next.id returning run.id, run.organization_id as "organizationId", attempts`;

const KEEP = `
update timetable_run set lease_until = $3, best_cost = coalesce($4, best_cost), unplaced_count = coalesce($5, unplaced_count),
  seconds_spent = $6, version = version + 1
where id = $1 and attempts = $2 and status = 'RUNNING'`;

/** The run that has waited longest, or that a dead process has left, until `until`. */
export const claimRun = (database: Database, now: Date, until: Date): Promise<ClaimedRun | undefined> =>
  database.system(async (client) => (await client.query<ClaimedRun>(CLAIM, [now, until])).rows[0]);

export interface KeptProgress {
  until: Date;
  bestCost: number | null;
  unplacedCount: number | null;
  secondsSpent: number;
}

/** Tells how far it is and keeps it until `until`. False: it is somebody else's by now, or was cancelled. */
export const keepRun = (
  database: Database,
  { id, attempts }: ClaimedRun,
  { until, bestCost, unplacedCount, secondsSpent }: KeptProgress,
): Promise<boolean> =>
  database.system(async (client) => {
    const kept = await client.query(KEEP, [id, attempts, until, bestCost, unplacedCount, secondsSpent]);
    return kept.rowCount === 1;
  });
