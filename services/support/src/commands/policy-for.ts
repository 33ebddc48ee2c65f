import type { UnitOfWork } from '@campusgraph/persistence';
import { choosePolicy, type TicketType } from '../domain/service-policy.ts';
import type { ServicePolicy } from '../persistence/entities/service-policy.ts';
import { policiesInForce } from '../persistence/queries/policies-in-force.ts';

/** The policy in force now for a branch and type; undefined where only the shipped targets hold. */
export const policyFor = async (
  { em, now }: UnitOfWork,
  { branchId, type }: { branchId: string; type: TicketType },
): Promise<ServicePolicy | undefined> => choosePolicy(await policiesInForce(em, now), { branchId, type, at: now });
