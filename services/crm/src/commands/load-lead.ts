import { conflict, notFound } from '@campusgraph/errors';
import type { UnitOfWork } from '@campusgraph/persistence';
import { LockMode } from '@mikro-orm/core';
import { Lead } from '../persistence/entities/lead.ts';

/**
 * The lead, locked: of two clerks at the same instant the second sees what the first did. Throws LEAD_NOT_FOUND, and
 * LEAD_MERGED naming the lead to work on instead.
 */
export async function loadLead({ em }: UnitOfWork, id: string): Promise<Lead> {
  const lead = await em.findOne(Lead, { id }, { lockMode: LockMode.PESSIMISTIC_WRITE });
  if (!lead) throw notFound('Lead', id);
  if (!lead.mergedIntoId) return lead;
  throw conflict(
    'LEAD_MERGED',
    {
      en: `Lead ${id} was merged into ${lead.mergedIntoId}; work on that one.`,
      'zh-CN': `线索 ${id} 已合并到 ${lead.mergedIntoId},请在该线索上操作。`,
    },
    { leadId: id, mergedIntoId: lead.mergedIntoId },
  );
}

/** Every fact about a lead says where the lead came from, so that a funnel needs no other source. */
export const cohort = (lead: Lead) => ({
  leadId: lead.id,
  channel: lead.channel,
  sourceName: lead.sourceName,
  capturedAt: lead.capturedAt.toISOString(),
});
