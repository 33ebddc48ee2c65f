import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { removeCluster, startNats, startPostgres } from '@campusgraph/stack';

/** What a benchmark runs against: servers of its own, as they come. */
export interface Foundations {
  /** Postgres with fsync on. */
  adminUrl: string;
  natsUrl: string;
}

/** Starts a Postgres that syncs to disk and a NATS server, and removes both with their files afterwards. */
export async function onFoundations<T>(work: (foundations: Foundations) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'campusgraph-bench-'));
  const dataDir = join(folder, 'postgres');
  const postgres = await startPostgres({ dataDir });
  try {
    const nats = await startNats({ storeDir: join(folder, 'nats') });
    try {
      return await work({ adminUrl: postgres.adminUrl, natsUrl: nats.url });
    } finally {
      await nats.stop();
    }
  } finally {
    await postgres.stop();
    removeCluster(dataDir);
    rmSync(folder, { recursive: true, force: true });
  }
}
