import type { UnitOfWork } from '@campusgraph/persistence';

const KEY = `hashtext('campusgraph derived tables'), hashtext(?)`;

/** Whoever applies events of an organization; several may at once. Held until the transaction ends, and taken first in it. */
export const shareTurn = async ({ em, principal }: UnitOfWork): Promise<void> => {
  await em.execute(`select pg_advisory_xact_lock_shared(${KEY})`, [principal.organizationId]);
};

/** Whoever builds its derived tables anew: waits for those, and they wait for this one. */
export const takeTurn = async ({ em, principal }: UnitOfWork): Promise<void> => {
  await em.execute(`select pg_advisory_xact_lock(${KEY})`, [principal.organizationId]);
};
