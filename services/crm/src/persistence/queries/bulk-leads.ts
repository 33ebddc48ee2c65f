import type { LocalizedMessage } from '@campusgraph/errors';
import type { SqlEntityManager } from '@mikro-orm/postgresql';
import type { ScoreReason } from '../../domain/lead-score.ts';
import type { LeadStatus } from '../../domain/lead-status.ts';
import type { IntentLevel, LeadChannel } from '../../domain/lead-words.ts';

/** A lead as `insertLeads` takes it; the names are the columns'. */
export interface LeadColumns {
  id: string;
  branch_id: string;
  channel: LeadChannel;
  source_name: string;
  source_system: string;
  external_id: string | null;
  name: string | null;
  phone: string | null;
  child_name: string | null;
  child_birth_date: string | null;
  need: string | null;
  attributes: Record<string, string>;
  dedupe_key: string | null;
  status: LeadStatus;
  score: number;
  intent_level: IntentLevel;
  score_reasons: ScoreReason[];
  policy_version: number;
  captured_at: string;
}

const COLUMNS = `id, branch_id, channel, source_name, source_system, external_id, name, phone, child_name, child_birth_date, need,
  attributes, dedupe_key, status, score, intent_level, score_reasons, policy_version, captured_at`;

// One statement for a whole chunk: a file of thousands of rows must not cost thousands of round trips.
const INSERT = `
insert into lead (${COLUMNS}, organization_id, import_id, created_at, scored_at, version, locked)
select ${COLUMNS}, ?::uuid, ?::uuid, ?::timestamptz, ?::timestamptz, 1, false
from jsonb_to_recordset(?::jsonb) as row (id uuid, branch_id uuid, channel text, source_name text, source_system text,
  external_id text, name text, phone text, child_name text, child_birth_date date, need text, attributes jsonb,
  dedupe_key text, status text, score int, intent_level text, score_reasons jsonb, policy_version int, captured_at timestamptz)
on conflict do nothing returning id`;

/** Inserts what is new and returns those ids; what an index of unique leads refused is a duplicate. */
export async function insertLeads(
  em: SqlEntityManager,
  { organizationId, importId, now }: { organizationId: string; importId: string; now: Date },
  leads: readonly LeadColumns[],
): Promise<ReadonlySet<string>> {
  if (leads.length === 0) return new Set();
  const at = now.toISOString();
  const rows = await em.execute<{ id: string }[]>(INSERT, [organizationId, importId, at, at, JSON.stringify(leads)]);
  return new Set(rows.map(({ id }) => id));
}

/** Leads of the branch with one of these phones, lost ones included: a file that comes twice is not a family that comes back. */
export const leadsWithPhones = (em: SqlEntityManager, branchId: string, phones: readonly string[]) =>
  phones.length === 0
    ? Promise.resolve([])
    : em.execute<{ phone: string; childName: string | null }[]>(
        `select phone, child_name as "childName" from lead
         where branch_id = ?::uuid and phone in (select jsonb_array_elements_text(?::jsonb)) and merged_into_id is null`,
        [branchId, JSON.stringify(phones)],
      );

export interface IssueColumns {
  id: string;
  row_number: number;
  kind: 'DUPLICATE' | 'REJECTED';
  code: string;
  reason: LocalizedMessage;
}

export async function insertIssues(
  em: SqlEntityManager,
  { organizationId, branchId, importId }: { organizationId: string; branchId: string; importId: string },
  issues: readonly IssueColumns[],
): Promise<void> {
  if (issues.length === 0) return;
  await em.execute(
    `insert into lead_import_issue (id, row_number, kind, code, reason, organization_id, branch_id, import_id)
     select id, row_number, kind, code, reason, ?::uuid, ?::uuid, ?::uuid
     from jsonb_to_recordset(?::jsonb) as row (id uuid, row_number int, kind text, code text, reason jsonb)`,
    [organizationId, branchId, importId, JSON.stringify(issues)],
  );
}
