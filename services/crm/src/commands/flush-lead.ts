import { conflict, type DomainError } from '@campusgraph/errors';
import { type UnitOfWork, violates } from '@campusgraph/persistence';
import type { Lead } from '../persistence/entities/lead.ts';

/** Writes the lead, which must be the branch's only one of that phone and child. Throws LEAD_DUPLICATE. */
export async function flushLead({ em }: UnitOfWork, { phone }: Pick<Lead, 'phone'>): Promise<void> {
  await em.flush().catch((error: unknown) => {
    throw violates(error, 'unique', 'lead_dedupe_key') ? duplicateLead(null, phone ?? '') : error;
  });
}

/** `leadId`: the lead that is there, where it is known. */
export const duplicateLead = (leadId: string | null, phone: string): DomainError =>
  conflict(
    'LEAD_DUPLICATE',
    {
      en: `${phone} is a lead already${leadId ? `: ${leadId}` : ' for that child'}. Log a follow-up there, merge the two, or name another child.`,
      'zh-CN': `${phone} ${leadId ? `已有线索:${leadId}` : '已有该孩子的线索'}。请在该线索上跟进、合并两条线索,或填写另一个孩子的姓名。`,
    },
    { leadId, phone },
  );
