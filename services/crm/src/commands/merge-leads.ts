import { leadMerged } from '@campusgraph/contracts';
import { invalid } from '@campusgraph/errors';
import { newId, type UnitOfWork } from '@campusgraph/persistence';
import { dedupeKey } from '../domain/duplicates.ts';
import { advance } from '../domain/lead-status.ts';
import { FollowUp } from '../persistence/entities/follow-up.ts';
import type { Lead } from '../persistence/entities/lead.ts';
import { LeadMerge } from '../persistence/entities/lead-merge.ts';
import { TrialLesson } from '../persistence/entities/trial-lesson.ts';
import { flushLead } from './flush-lead.ts';
import { cohort, loadLead } from './load-lead.ts';
import { rescoreLead } from './rescore-lead.ts';

const FILLED_IN = ['name', 'phone', 'childName', 'childBirthDate', 'need', 'ownerId'] as const;

/**
 * Two leads turn out to be one. Contacts and trial lessons move to the lead that stays, what it does not know is filled in
 * from the other, and both rows stay readable. In the funnel the duplicate does not count. Throws LEAD_MERGED_WITH_ITSELF,
 * LEAD_MERGED, and LEAD_CLOSED where the duplicate is a customer (merge the other way round).
 */
export async function mergeLeads(
  unit: UnitOfWork,
  { leadId, duplicateLeadId }: { leadId: string; duplicateLeadId: string },
): Promise<Lead> {
  if (leadId === duplicateLeadId) throw withItself(leadId);
  const { em, now } = unit;
  // Locked in the order of ids, so that two merges the other way round do not wait for each other.
  const locked = new Map<string, Lead>();
  for (const id of [leadId, duplicateLeadId].toSorted()) locked.set(id, await loadLead(unit, id));
  const [lead, duplicate] = [locked.get(leadId), locked.get(duplicateLeadId)];
  if (!lead || !duplicate) throw new Error('Both leads were loaded above.');
  if (duplicate.status !== 'LOST') duplicate.status = advance(duplicate.status, 'lose');
  keepRecord(unit, lead, duplicate);
  duplicate.mergedIntoId = lead.id;
  duplicate.nextContactAt = null;
  // The duplicate gives its place among unique leads up before the other one takes it.
  await em.flush();
  await moveHistory(unit, lead, duplicate);
  fillIn(lead, duplicate);
  await flushLead(unit, lead);
  unit.record(leadMerged, duplicate, { ...cohort(duplicate), mergedIntoId: lead.id, mergedAt: now.toISOString() });
  await rescoreLead(unit, lead);
  return lead;
}

function keepRecord({ em, now, principal }: UnitOfWork, lead: Lead, duplicate: Lead): void {
  em.create(LeadMerge, {
    id: newId(),
    organizationId: principal.organizationId,
    branchId: lead.branchId,
    leadId: lead.id,
    mergedLeadId: duplicate.id,
    mergedAt: now,
    mergedBy: `${principal.kind} ${principal.subject}`,
    before: Object.fromEntries(FILLED_IN.map((field) => [field, lead[field] ?? null])),
  });
}

async function moveHistory({ em }: UnitOfWork, lead: Lead, duplicate: Lead): Promise<void> {
  const followUps = await em.find(FollowUp, { leadId: duplicate.id });
  const trials = await em.find(TrialLesson, { leadId: duplicate.id });
  const booked = await em.count(TrialLesson, { leadId: lead.id, status: 'BOOKED' });
  for (const row of [...followUps, ...trials]) {
    row.mergedFromId = duplicate.id;
    row.leadId = lead.id;
    row.branchId = lead.branchId;
  }
  // A lead has one trial lesson ahead; the one that the lead which stays has already is kept.
  if (booked > 0) for (const trial of trials) if (trial.status === 'BOOKED') trial.status = 'CANCELLED';
}

function fillIn(lead: Lead, duplicate: Lead): void {
  for (const field of FILLED_IN) lead[field] ??= duplicate[field] ?? null;
  lead.assignedAt ??= duplicate.assignedAt ?? null;
  lead.dedupeKey = dedupeKey(lead);
  const contacts = [lead.lastContactAt, duplicate.lastContactAt].filter((at) => at instanceof Date);
  lead.lastContactAt = contacts.toSorted((one, other) => other.getTime() - one.getTime())[0] ?? null;
}

const withItself = (leadId: string) =>
  invalid(
    'LEAD_MERGED_WITH_ITSELF',
    {
      en: `Lead ${leadId} is one lead. Name another as the duplicate.`,
      'zh-CN': `${leadId} 是同一条线索,请指定另一条重复线索。`,
    },
    { leadId },
  );
