import type { DatabaseSchema } from '@campusgraph/persistence';
import { BranchCopy } from './entities/branch-copy.ts';
import { BranchDay } from './entities/branch-day.ts';
import { FirstResponse } from './entities/first-response.ts';
import { FunnelDay } from './entities/funnel-day.ts';
import { LeadProgress } from './entities/lead-progress.ts';
import { WaitingFact } from './entities/waiting-fact.ts';
import { Migration20261122175500 } from './migrations/Migration20261122175500-first-tables.ts';
import { Migration20261122190100 } from './migrations/Migration20261122190100-merged-leads.ts';
import { Migration20261122215500 } from './migrations/Migration20261122215500-policies-the-planner-reads.ts';

/** What the insights database is made of. */
export const schema: DatabaseSchema = {
  service: 'insights',
  entities: [BranchCopy, WaitingFact, LeadProgress, FunnelDay, BranchDay, FirstResponse],
  migrations: [
    { name: 'Migration20261122175500-first-tables', class: Migration20261122175500 },
    { name: 'Migration20261122190100-merged-leads', class: Migration20261122190100 },
    { name: 'Migration20261122215500-policies-the-planner-reads', class: Migration20261122215500 },
  ],
  derived: ['branch_copy', 'waiting_fact', 'lead_progress', 'funnel_day', 'branch_day', 'first_response'],
};
