import { conflict } from '@campusgraph/errors';
import type { LeadPolicy } from './lead-policy.ts';
import { isOpen, type LeadStatus } from './lead-status.ts';

/** What the pool's rules look at. */
export interface PooledLead {
  status: LeadStatus;
  ownerId?: string | null | undefined;
  locked: boolean;
  /** When it was given to its owner. */
  assignedAt?: Date | null | undefined;
  lastContactAt?: Date | null | undefined;
  formerOwnerId?: string | null | undefined;
  /** When it went back to the pool. */
  releasedAt?: Date | null | undefined;
}

const DAY_MS = 86_400_000;

/** Has its owner left it idle for the policy's days? Locked leads are exempt (rules.md, "Pool"). */
export function isIdle(lead: PooledLead, { pool }: LeadPolicy, now: Date): boolean {
  if (!lead.ownerId || lead.locked || !isOpen(lead.status)) return false;
  const lastTouch = Math.max(lead.assignedAt?.getTime() ?? 0, lead.lastContactAt?.getTime() ?? 0);
  return now.getTime() - lastTouch >= pool.idleDays * DAY_MS;
}

/** May `staffId` take the lead? Throws LEAD_HAS_OWNER or, inside the cool-down of its former owner, RECLAIM_TOO_SOON. */
export function checkClaim(lead: PooledLead, staffId: string, { pool }: LeadPolicy, now: Date): void {
  if (lead.ownerId) {
    throw conflict(
      'LEAD_HAS_OWNER',
      {
        en: `Staff ${lead.ownerId} works on this lead. Ask a manager to assign it to you.`,
        'zh-CN': `该线索正由员工 ${lead.ownerId} 跟进,请联系主管分配。`,
      },
      { ownerId: lead.ownerId },
    );
  }
  if (lead.formerOwnerId !== staffId || !lead.releasedAt) return;
  const from = new Date(lead.releasedAt.getTime() + pool.reclaimDays * DAY_MS);
  if (now >= from) return;
  throw conflict(
    'RECLAIM_TOO_SOON',
    {
      en: `You let this lead go idle; you may take it again from ${from.toISOString()}. A colleague may take it now.`,
      'zh-CN': `该线索因您未跟进而回到公海,${from.toISOString()} 之后才能再次领取,其他同事可立即领取。`,
    },
    { reclaimableFrom: from.toISOString() },
  );
}
