import type pg from 'pg';

/** Time for whoever holds a lost connection to give it back in the ordinary way. */
const GRACE_MS = 1_000;

/**
 * Takes back connections that ended while lent out. Kysely gives a transaction's connection back only after a rollback that
 * succeeded, which it cannot on a connection that is gone; without this, each transaction that a restart of Postgres cuts
 * short would cost the pool a place for ever, and after ten of them the service would hang.
 */
export function reclaimLostConnections(pool: pg.Pool): void {
  const lent = new Set<pg.PoolClient>();
  pool.on('acquire', (client) => lent.add(client));
  pool.on('release', (_error, client) => lent.delete(client));
  pool.on('connect', (client) => {
    client.once('end', () => {
      if (!lent.has(client)) return;
      setTimeout(() => {
        if (lent.has(client)) client.release(true);
      }, GRACE_MS);
    });
  });
}
