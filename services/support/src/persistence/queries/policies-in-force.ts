import type { FilterQuery } from '@mikro-orm/core';
import type { SqlEntityManager } from '@mikro-orm/postgresql';
import { ServicePolicy } from '../entities/service-policy.ts';

export const inForce = (at: Date): FilterQuery<ServicePolicy> => ({
  validFrom: { $lte: at },
  $or: [{ validTo: null }, { validTo: { $gt: at } }],
});

/** What the organization promises at that instant. */
export const policiesInForce = (em: SqlEntityManager, at: Date): Promise<ServicePolicy[]> =>
  em.find(ServicePolicy, inForce(at));
