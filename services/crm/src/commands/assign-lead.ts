import { conflict } from '@campusgraph/errors';
import type { UnitOfWork } from '@campusgraph/persistence';
import { advance } from '../domain/lead-status.ts';
import { checkClaim } from '../domain/pool.ts';
import { Lead } from '../persistence/entities/lead.ts';
import { StaffCopy } from '../persistence/entities/staff-copy.ts';
import { policyInForce } from '../persistence/queries/lead-policy.ts';
import { checkStaff } from './check-staff.ts';
import { loadLead } from './load-lead.ts';

export interface AssignLead {
  leadId: string;
  staffId?: string | null | undefined;
  locked?: boolean | null | undefined;
}

/**
 * Gives the lead to `staffId`, or to whoever of the branch's sales staff has the fewest open leads. Throws LEAD_CLOSED,
 * STAFF_NOT_IN_BRANCH, NOBODY_TO_ASSIGN.
 */
export async function assignLead(unit: UnitOfWork, { leadId, staffId, locked }: AssignLead): Promise<Lead> {
  const { em, now } = unit;
  const lead = await loadLead(unit, leadId);
  advance(lead.status, 'contact');
  if (staffId) await checkStaff(em, staffId, lead.branchId);
  own(lead, staffId ?? (await leastBusy(unit, lead.branchId)), now);
  if (typeof locked === 'boolean') lead.locked = locked;
  return lead;
}

/** Takes a lead from the pool for oneself. Throws LEAD_CLOSED, LEAD_HAS_OWNER, RECLAIM_TOO_SOON, STAFF_NOT_IN_BRANCH. */
export async function claimLead(unit: UnitOfWork, leadId: string): Promise<Lead> {
  const { em, now, principal } = unit;
  const lead = await loadLead(unit, leadId);
  advance(lead.status, 'contact');
  const policy = await policyInForce(em, now);
  checkClaim(lead, principal.subject, policy.body, now);
  await checkStaff(em, principal.subject, lead.branchId);
  own(lead, principal.subject, now);
  return lead;
}

function own(lead: Lead, staffId: string, now: Date): void {
  if (lead.ownerId === staffId) return;
  lead.ownerId = staffId;
  lead.assignedAt = now;
  lead.releasedAt = null;
  lead.formerOwnerId = null;
}

async function leastBusy({ em }: UnitOfWork, branchId: string): Promise<string> {
  const sales = await em.find(StaffCopy, { role: 'SALES' });
  const here = sales.filter(({ branchIds }) => branchIds.length === 0 || branchIds.includes(branchId));
  const open = await em.find(
    Lead,
    { branchId, ownerId: { $in: here.map(({ id }) => id) }, status: { $nin: ['CONVERTED', 'LOST'] } },
    { fields: ['ownerId'] },
  );
  const load = new Map(here.map(({ id }) => [id, 0]));
  for (const { ownerId } of open) if (ownerId) load.set(ownerId, (load.get(ownerId) ?? 0) + 1);
  const [first] = [...load].toSorted(([one, few], [other, many]) => few - many || (one < other ? -1 : 1));
  if (first) return first[0];
  throw conflict(
    'NOBODY_TO_ASSIGN',
    {
      en: `Branch ${branchId} has no sales staff. Name a staffId, or add somebody.`,
      'zh-CN': `校区 ${branchId} 没有销售人员,请指定 staffId 或先添加员工。`,
    },
    { branchId },
  );
}
