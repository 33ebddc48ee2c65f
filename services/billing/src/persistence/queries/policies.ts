import type { SqlEntityManager } from '@mikro-orm/postgresql';
import { type AppliedPolicy, choosePolicy, type PolicyKind } from '../../domain/policy.ts';
import { Policy } from '../entities/policy.ts';

/** The policy that applies in a branch at an instant: the branch's own, else the organization's, else the shipped one. */
export async function policyAt<Kind extends PolicyKind>(
  em: SqlEntityManager,
  kind: Kind,
  branchId: string,
  at: Date,
): Promise<AppliedPolicy<Kind>> {
  const versions = await em.find(Policy, { kind, validFrom: { $lte: at } });
  return choosePolicy(kind, versions, branchId, at);
}
