import type { UnitOfWork } from '@campusgraph/persistence';
import { FUNNEL_STAGES, type FunnelStage } from '../domain/funnel.ts';
import { column } from '../persistence/column.ts';

/** What a fact says of a lead; whatever the first fact is, it makes the lead known. */
export interface LeadStep {
  leadId: string;
  branchId: string;
  channel: string;
  sourceName: string;
  /** ISO 8601, UTC: the cohort. */
  capturedAt: string;
  reached: readonly FunnelStage[];
  /** It was a duplicate of another lead: it counts nowhere, whatever else is heard of it. */
  merged?: boolean;
}

const stages = FUNNEL_STAGES.map(column);
const each = (text: (stage: string) => string): string => stages.map(text).join(', ');
/** What is kept of each lead. */
const marks = [...stages, 'merged'];
const eachMark = (text: (mark: string) => string): string => marks.map(text).join(', ');
/** A lead that was given up and signs after all is no longer lost, in whatever order it is heard. */
const reached = (stage: string, is: (stage: string) => string): string =>
  stage === 'lost' ? `(${is('lost')}) and not (${is('converted')})` : is(stage);

// `before` is the state at the start of the statement, whatever the insert below does; the difference is what is counted.
const ADVANCE = `
with step as (
  select distinct on (lead_id) lead_id, branch_id, channel, source_name, captured_at, ${eachMark((mark) => `bool_or(${mark}) over (partition by lead_id) as ${mark}`)}
  from jsonb_to_recordset(?::jsonb) as row (n int, lead_id uuid, branch_id uuid, channel text, source_name text, captured_at timestamptz, ${eachMark((mark) => `${mark} boolean`)})
  order by lead_id, n
), before as (
  select progress.* from lead_progress progress join step using (lead_id)
), progressed as (
  insert into lead_progress as known (lead_id, organization_id, branch_id, day, channel, source_name, ${marks.join(', ')})
  select lead_id, organization_id, branch_id, (captured_at at time zone time_zone)::date, channel, source_name,
         ${eachMark((mark) => reached(mark, (name) => `step.${name}`))}
  from step join branch_copy using (branch_id)
  order by lead_id
  on conflict (lead_id) do update set ${eachMark((mark) => `${mark} = ${reached(mark, (name) => `known.${name} or excluded.${name}`)}`)}
  returning *
)
insert into funnel_day as counted (branch_id, day, channel, source_name, organization_id, created, ${stages.join(', ')})
select progressed.branch_id, progressed.day, progressed.channel, progressed.source_name, progressed.organization_id,
       sum((not progressed.merged)::int - coalesce(not before.merged, false)::int),
       ${each((stage) => `sum((progressed.${stage} and not progressed.merged)::int - coalesce(before.${stage} and not before.merged, false)::int)`)}
from progressed left join before using (lead_id)
group by 1, 2, 3, 4, 5 order by 1, 2, 3, 4
on conflict (branch_id, day, channel, source_name) do update set
  created = counted.created + excluded.created, ${each((stage) => `${stage} = counted.${stage} + excluded.${stage}`)}`;

/**
 * Moves leads on in their funnels, in one statement; each lead is counted once per stage. The branches must be known, and no
 * other transaction may do the same for the organization meanwhile: see `takeTurns`.
 */
export async function advanceLeads({ em }: UnitOfWork, steps: readonly LeadStep[]): Promise<void> {
  if (steps.length === 0) return;
  const rows = steps.map((step, n) => ({
    n,
    lead_id: step.leadId,
    branch_id: step.branchId,
    channel: step.channel,
    source_name: step.sourceName,
    captured_at: step.capturedAt,
    merged: step.merged ?? false,
    ...Object.fromEntries(FUNNEL_STAGES.map((stage) => [column(stage), step.reached.includes(stage)])),
  }));
  await em.execute(ADVANCE, [JSON.stringify(rows)]);
}
