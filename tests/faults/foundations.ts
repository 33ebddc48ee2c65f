import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { waitFor } from '@campusgraph/testing';
// Not the package: its entry brings the whole graph along.
import { freePort } from '../../infra/stack/src/free-port.ts';
import { PID_FILE } from '../../infra/stack/src/nats/previous-server.ts';
import { startNats } from '../../infra/stack/src/nats/start.ts';
import { startPostgres } from '../../infra/stack/src/postgres/start.ts';
import { endOf, pidIn } from '../../infra/stack/src/process.ts';
import { makeTemporaryFolder } from '../../infra/stack/src/temporary-folder.ts';

/** A Postgres and a NATS of our own, to be killed. Each comes back on its port and with its files. */
export interface Foundations {
  adminUrl: string;
  natsUrl: string;
  /** kill -9 of the postmaster, then a new one, which recovers. */
  crashPostgres(): Promise<void>;
  /** kill -9, and nothing in its place. */
  killNats(): Promise<void>;
  restartNats(): Promise<void>;
  stop(): Promise<void>;
}

/** With fsync: a commit that was acknowledged must outlive the server. */
export async function layFoundations(): Promise<Foundations> {
  const [postgresFolder, storeDir] = [makeTemporaryFolder('postgres'), makeTemporaryFolder('nats')];
  const onPostgres = { dataDir: join(postgresFolder, 'data'), port: await freePort() };
  const onNats = { storeDir, port: await freePort() };
  let postgres = await startPostgres(onPostgres);
  let nats = await startNats(onNats);
  return {
    adminUrl: postgres.adminUrl,
    natsUrl: nats.url,
    async crashPostgres() {
      await kill(join(postgres.dataDir, 'postmaster.pid'), postgres.dataDir);
      // Backends outlive their postmaster for a moment, and no new one starts on the files while they do.
      postgres = await waitFor(() => startPostgres(onPostgres), { what: 'Postgres to start again' });
    },
    killNats: () => kill(join(storeDir, PID_FILE), storeDir),
    async restartNats() {
      nats = await startNats(onNats);
    },
    async stop() {
      await nats.stop();
      await postgres.stop();
      for (const folder of [postgresFolder, storeDir]) rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function kill(pidFile: string, argument: string): Promise<void> {
  const pid = pidIn(pidFile);
  if (pid === undefined) throw new Error(`${pidFile} names no server to kill.`);
  process.kill(pid, 'SIGKILL');
  await endOf(pid, argument);
}
