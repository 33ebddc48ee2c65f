import type { UnitOfWork } from '@campusgraph/persistence';

/**
 * One transaction at a time changes an organization's read models: the consumer, an operator's replay and a rebuild each see
 * what the other has counted. Held until the transaction ends.
 */
export async function takeTurns({ em, principal }: UnitOfWork): Promise<void> {
  await em.execute(`select pg_advisory_xact_lock(hashtext('insights read models'), hashtext(?))`, [
    principal.organizationId,
  ]);
}
