import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newId } from '@campusgraph/persistence';
import { type OwnStage, openOwnStage, startNats } from '@campusgraph/stack';
import pg from 'pg';

/** A whole graph over real databases and a NATS server that is its own. */
export interface StageOnNats extends OwnStage {
  adminUrl: string;
  prefix: string;
  natsUrl: string;
  /** Runs SQL in a service's database, past all row-level security. */
  sql<Row extends pg.QueryResultRow>(service: string, text: string, values?: unknown[]): Promise<Row[]>;
}

export async function openStageOnNats(): Promise<StageOnNats> {
  const adminUrl = process.env.TEST_POSTGRES_ADMIN_URL ?? '';
  const prefix = `events_${newId().slice(-12)}_`;
  const storeDir = mkdtempSync(join(tmpdir(), 'campusgraph-events-'));
  const nats = await startNats({ storeDir });
  const stage = await openOwnStage({ adminUrl, prefix, natsUrl: nats.url });
  return {
    ...stage,
    adminUrl,
    prefix,
    natsUrl: nats.url,
    async sql<Row extends pg.QueryResultRow>(service: string, text: string, values?: unknown[]) {
      const url = new URL(adminUrl);
      url.pathname = `/${prefix}${service}`;
      const client = new pg.Client({ connectionString: url.href });
      await client.connect();
      return (await client.query<Row>(text, values).finally(() => client.end())).rows;
    },
    async close() {
      await stage.close();
      await nats.stop();
      rmSync(storeDir, { recursive: true, force: true });
    },
  };
}
