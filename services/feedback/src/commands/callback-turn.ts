import type { UnitOfWork } from '@campusgraph/persistence';

/** Until commit, nobody else schedules or withdraws the callbacks of this contract: whoever comes second sees the first. */
export async function takeCallbackTurn({ em }: UnitOfWork, contractId: string): Promise<void> {
  await em.execute('select pg_advisory_xact_lock(hashtextextended(?, 0))', [`callbacks of ${contractId}`]);
}
