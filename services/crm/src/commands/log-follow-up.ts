import { leadFollowedUp } from '@campusgraph/contracts';
import { newId, type UnitOfWork } from '@campusgraph/persistence';
import { advance } from '../domain/lead-status.ts';
import type { FollowUpChannel, FollowUpOutcome } from '../domain/lead-words.ts';
import { requireText } from '../domain/text.ts';
import { FollowUp } from '../persistence/entities/follow-up.ts';
import type { Lead } from '../persistence/entities/lead.ts';
import { cohort, loadLead } from './load-lead.ts';
import { rescoreLead } from './rescore-lead.ts';

export interface LogFollowUp {
  leadId: string;
  channel: FollowUpChannel;
  summary: string;
  outcome: FollowUpOutcome;
  nextContactAt?: Date | null | undefined;
}

/**
 * A contact with a lead, or the attempt. `isFirst` of the event is the contact that first reached somebody, which moves
 * the lead on in the funnel. Throws LEAD_NOT_FOUND, LEAD_CLOSED, TEXT_EMPTY.
 */
export async function logFollowUp(unit: UnitOfWork, input: LogFollowUp): Promise<{ followUp: FollowUp; lead: Lead }> {
  const { em, principal, now } = unit;
  const lead = await loadLead(unit, input.leadId);
  const next = advance(lead.status, 'contact');
  const isFirst = lead.status === 'NEW' && input.outcome !== 'NO_ANSWER';
  if (isFirst) lead.status = next;
  lead.lastContactAt = now;
  lead.nextContactAt = input.nextContactAt ?? null;
  const followUp = em.create(FollowUp, {
    id: newId(),
    organizationId: principal.organizationId,
    createdAt: now,
    branchId: lead.branchId,
    leadId: lead.id,
    channel: input.channel,
    summary: requireText('summary', input.summary, 2000),
    outcome: input.outcome,
    contactedAt: now,
    nextContactAt: input.nextContactAt ?? null,
    staffId: principal.kind === 'STAFF' ? principal.subject : null,
    mergedFromId: null,
  });
  unit.record(leadFollowedUp, lead, {
    ...cohort(lead),
    followUpId: followUp.id,
    isFirst,
    contactedAt: now.toISOString(),
  });
  await rescoreLead(unit, lead);
  return { followUp, lead };
}
