import { newId, type UnitOfWork } from '@campusgraph/persistence';
import { SHIPPED_POLICIES } from '../domain/service-policy.ts';
import { ServicePolicy } from '../persistence/entities/service-policy.ts';
import { policyKey } from './set-service-policy.ts';

/** Gives a new organization the shipped policies as its own of version 1, so that they can be seen and changed. */
export async function adoptShippedPolicies({ em, principal, now }: UnitOfWork, validFrom: Date): Promise<void> {
  if (await em.count(ServicePolicy, {})) return;
  for (const { ticketType, targets } of SHIPPED_POLICIES) {
    em.create(ServicePolicy, {
      id: newId(),
      organizationId: principal.organizationId,
      createdAt: now,
      branchId: null,
      ticketType,
      policyKey: policyKey(null, ticketType),
      policyVersion: 1,
      validFrom,
      validTo: null,
      ...targets,
    });
  }
}
