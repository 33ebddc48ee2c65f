import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { provisionAll } from '../databases.ts';
import { type Graph, type GraphOptions, startGraph } from '../graph.ts';
import { loadKeys } from '../keys.ts';
import { resetPostgres, startPostgres } from '../postgres/start.ts';

export interface OwnGraphOptions extends Omit<GraphOptions, 'databases' | 'keys' | 'clock'> {
  /** Where the data, the keys and the demo's tokens are kept. */
  dataDir: string;
  /** Default: the machine's. */
  clock?: () => Date;
}

export interface OwnGraph extends Graph {
  /** The superuser's URL of the graph's Postgres. */
  adminUrl: string;
}

/** The graph in this process over a Postgres of its own; both stop together. @throws LaunchError */
export async function startOwnGraph(options: OwnGraphOptions): Promise<OwnGraph> {
  const { dataDir, clock = () => new Date() } = options;
  const postgres = await startPostgres({ dataDir: join(dataDir, 'postgres') });
  try {
    const databases = await provisionAll(postgres.adminUrl);
    const graph = await startGraph({ ...options, databases, keys: await loadKeys(join(dataDir, 'keys.json')), clock });
    return {
      ...graph,
      adminUrl: postgres.adminUrl,
      async stop() {
        await graph.stop();
        await postgres.stop();
      },
    };
  } catch (error) {
    await postgres.stop();
    throw error;
  }
}

/** Forgets the data, the keys and the stream. @throws LaunchError ALREADY_RUNNING when the graph runs */
export async function resetOwnGraph(dataDir: string): Promise<void> {
  await resetPostgres(join(dataDir, 'postgres'));
  for (const name of ['keys.json', 'nats', 'demo-tokens.json'])
    rmSync(join(dataDir, name), { recursive: true, force: true });
}
