import type { SqlEntityManager } from '@mikro-orm/postgresql';
import { type LeadPolicy, SHIPPED_LEAD_POLICY } from '../../domain/lead-policy.ts';
import { LeadPolicyVersion } from '../entities/lead-policy-version.ts';

/** The organization's policy at an instant. Version 0 and no date: the policy as shipped. */
export interface PolicyInForce {
  version: number;
  validFrom: Date | null;
  body: LeadPolicy;
}

export async function policyInForce(em: SqlEntityManager, now: Date): Promise<PolicyInForce> {
  const own = await em.findOne(
    LeadPolicyVersion,
    { validFrom: { $lte: now } },
    { orderBy: { validFrom: 'desc', number: 'desc' } },
  );
  if (!own) return { version: 0, validFrom: null, body: SHIPPED_LEAD_POLICY };
  return { version: own.number, validFrom: own.validFrom, body: own.body };
}
