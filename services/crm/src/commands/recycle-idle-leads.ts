import type { UnitOfWork } from '@campusgraph/persistence';
import { LockMode } from '@mikro-orm/core';
import { isIdle } from '../domain/pool.ts';
import { Lead } from '../persistence/entities/lead.ts';
import { policyInForce } from '../persistence/queries/lead-policy.ts';
import { checkBranch } from './check-known.ts';

/** Few enough for one transaction; the caller asks again while it gets as many. */
export const LEADS_AT_ONCE = 500;
const DAY_MS = 86_400_000;

/** Puts the branch's idle leads back into the pool and returns them. Throws BRANCH_NOT_FOUND. */
export async function recycleIdleLeads({ em, now }: UnitOfWork, branchId: string): Promise<Lead[]> {
  await checkBranch(em, branchId);
  const policy = await policyInForce(em, now);
  const before = new Date(now.getTime() - policy.body.pool.idleDays * DAY_MS);
  const candidates = await em.find(
    Lead,
    {
      branchId,
      ownerId: { $ne: null },
      locked: false,
      mergedIntoId: null,
      status: { $nin: ['CONVERTED', 'LOST'] },
      assignedAt: { $lte: before },
      $or: [{ lastContactAt: null }, { lastContactAt: { $lte: before } }],
    },
    { limit: LEADS_AT_ONCE, orderBy: { assignedAt: 'asc', id: 'asc' }, lockMode: LockMode.PESSIMISTIC_WRITE },
  );
  const idle = candidates.filter((lead) => isIdle(lead, policy.body, now));
  for (const lead of idle) {
    lead.formerOwnerId = lead.ownerId ?? null;
    lead.ownerId = null;
    lead.assignedAt = null;
    lead.releasedAt = now;
  }
  return idle;
}
