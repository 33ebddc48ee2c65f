import { leadLost } from '@campusgraph/contracts';
import type { UnitOfWork } from '@campusgraph/persistence';
import { advance } from '../domain/lead-status.ts';
import { requireText } from '../domain/text.ts';
import type { Lead } from '../persistence/entities/lead.ts';
import { cohort, loadLead } from './load-lead.ts';

/** Gives the lead up. If the family comes back, it is a new lead. Throws LEAD_CLOSED, TEXT_EMPTY. */
export async function loseLead(unit: UnitOfWork, input: { leadId: string; reason: string }): Promise<Lead> {
  const lead = await loadLead(unit, input.leadId);
  lead.status = advance(lead.status, 'lose');
  lead.lostReason = requireText('reason', input.reason, 500);
  lead.nextContactAt = null;
  unit.record(leadLost, lead, { ...cohort(lead), reason: lead.lostReason });
  return lead;
}
