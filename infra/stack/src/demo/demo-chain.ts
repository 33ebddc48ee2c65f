import { join } from 'node:path';
import pg from 'pg';
import { CHECKOUT } from '../checkout.ts';
import { type Cluster, restoreSnapshot } from './snapshot.ts';

/** In git: made by `npm run demo:snapshot`, restored by the first `npm start`. */
export const SNAPSHOT_FILE = join(CHECKOUT, 'infra/stack/demo-chain.json.gz');

/** Loads the demo chain into migrated databases without a tenant; does nothing where there is one. True when it loaded. */
export async function loadDemoChain(cluster: Cluster, now: Date): Promise<boolean> {
  const url = new URL(cluster.adminUrl);
  url.pathname = `/${cluster.prefix ?? ''}organization`;
  const client = new pg.Client({ connectionString: url.href });
  await client.connect();
  try {
    const { rowCount } = await client.query('select from organization limit 1');
    if (rowCount !== 0) return false;
  } finally {
    await client.end();
  }
  await restoreSnapshot(cluster, SNAPSHOT_FILE, now);
  return true;
}
