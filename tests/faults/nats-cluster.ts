import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { waitFor } from '@campusgraph/testing';
import { jetstreamManager, type StreamInfo } from '@nats-io/jetstream';
import { connect } from '@nats-io/transport-node';
// Not the package: its entry brings the whole graph along.
import { freePort } from '../../infra/stack/src/free-port.ts';
import { PID_FILE } from '../../infra/stack/src/nats/previous-server.ts';
import { type Nats, type NatsOptions, startNats } from '../../infra/stack/src/nats/start.ts';
import { endOf, pidIn } from '../../infra/stack/src/process.ts';
import { makeTemporaryFolder } from '../../infra/stack/src/temporary-folder.ts';

/** NATS servers on this machine that keep their streams together. */
export interface NatsCluster {
  /** All of them, separated by commas. */
  servers: string;
  /** kill -9 of the server that leads the stream. Resolves with its name when it has ended. */
  crashLeaderOf(stream: string): Promise<string>;
  restart(server: string): Promise<void>;
  /** Resolves when every copy of the stream is up to date. */
  isWhole(stream: string): Promise<void>;
  stop(): Promise<void>;
}

const SIZE = 3;

export async function startNatsCluster(): Promise<NatsCluster> {
  const names = Array.from({ length: SIZE }, (_, n) => `n${n + 1}`);
  const ports = await Promise.all(names.map(freePort));
  const options = new Map<string, NatsOptions & { port: number }>();
  for (const [n, server] of names.entries()) {
    const cluster = { server, cluster: 'faults', port: ports[n] as number, ports };
    options.set(server, { storeDir: makeTemporaryFolder('nats'), port: await freePort(), cluster });
  }
  const running = new Map<string, Nats>();
  const start = async (server: string) => {
    running.set(server, await startNats(options.get(server) as NatsOptions));
  };
  await Promise.all(names.map(start));
  const servers = [...running.values()].map(({ url }) => url);
  return {
    servers: servers.join(','),
    async crashLeaderOf(stream) {
      const leader = await waitFor(async () => (await streamInfo(servers, stream)).cluster?.leader, {
        what: `a leader of ${stream}`,
      });
      const { storeDir } = options.get(leader) as NatsOptions;
      const pid = pidIn(join(storeDir, PID_FILE));
      if (pid === undefined) throw new Error(`${leader} does not run.`);
      process.kill(pid, 'SIGKILL');
      await endOf(pid, storeDir);
      return leader;
    },
    restart: start,
    async isWhole(stream) {
      const current = async () => {
        const others = (await streamInfo(servers, stream)).cluster?.replicas ?? [];
        return others.length === SIZE - 1 && others.every((one) => one.current && !one.offline);
      };
      await waitFor(current, { what: `${SIZE} copies of ${stream}` });
    },
    async stop() {
      await Promise.all([...running.values()].map((nats) => nats.stop()));
      for (const { storeDir } of options.values()) rmSync(storeDir, { recursive: true, force: true });
    },
  };
}

async function streamInfo(servers: string[], stream: string): Promise<StreamInfo> {
  const nc = await connect({ servers });
  try {
    return await (await jetstreamManager(nc, { checkAPI: false })).streams.info(stream);
  } finally {
    await nc.close();
  }
}
