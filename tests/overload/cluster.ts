import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { generateSigningKey } from '@campusgraph/auth';
import { newId } from '@campusgraph/persistence';
import { waitFor } from '@campusgraph/testing';
// Not the package: its entry brings the whole graph along.
import { CHECKOUT, SERVICES, type ServiceName } from '../../infra/stack/src/checkout.ts';
import { provisionAll } from '../../infra/stack/src/databases.ts';
import { environments } from '../../infra/stack/src/distributed/environment.ts';
import { type Supervised, supervise } from '../../infra/stack/src/distributed/supervise.ts';
import { freePort } from '../../infra/stack/src/free-port.ts';
import type { Keys } from '../../infra/stack/src/keys.ts';
import { startNats } from '../../infra/stack/src/nats/start.ts';
import { dropDatabase } from '../../infra/stack/src/provision.ts';
import { makeTemporaryFolder } from '../../infra/stack/src/temporary-folder.ts';
import { type Front, openFront } from './front.ts';

/** Longer than the gateway, and the fetch of Node, keep an idle connection. */
const DRAIN_MS = '5000';

export type Workload = ServiceName | 'gateway';
export const WORKLOADS: readonly Workload[] = [...SERVICES, 'gateway'];

/** The ten workloads of `k8s/`, each a process behind an address that stays. */
export interface Cluster {
  url: string;
  organizationUrl: string;
  keys: Keys;
  /**
   * What a rolling update does: a new process, and when that one is ready new connections are its own and the old one gets
   * SIGTERM. Resolves then, to the end of the old one.
   */
  roll(workload: Workload): Promise<{ ended: Promise<void> }>;
  stop(): Promise<void>;
}

export async function openCluster(adminUrl: string): Promise<Cluster> {
  const prefix = `rolling_${newId().slice(-12)}_`;
  const storeDir = makeTemporaryFolder('nats');
  const nats = await startNats({ storeDir });
  const keys = { gateway: await generateSigningKey(), accessTokens: await generateSigningKey() };
  const fronts = new Map<Workload, Front>();
  for (const workload of WORKLOADS) fronts.set(workload, await openFront());
  const portOf = (workload: Workload): number => fronts.get(workload)?.port ?? 0;
  const environment = await environments({
    databases: await provisionAll(adminUrl, prefix),
    natsUrl: nats.url,
    keys,
    ports: Object.fromEntries(SERVICES.map((service) => [service, portOf(service)])) as Record<ServiceName, number>,
    gatewayPort: 0,
  });
  const running = new Map<Workload, Supervised>();
  const start = async (workload: Workload): Promise<void> => {
    const port = await freePort();
    const next = supervise({
      name: workload,
      file: join(CHECKOUT, workload === 'gateway' ? 'gateway/src/main.ts' : `services/${workload}/src/main.ts`),
      // Not jest's NODE_OPTIONS: these are the plain programs.
      environment: { ...environment[workload], PORT: String(port), DRAIN_MS, LOG_LEVEL: 'warn', NODE_OPTIONS: '' },
      onLine: (line) => {
        if (process.env.TEST_LOG_LEVEL) process.stderr.write(`${workload}:${port} ${line}\n`);
      },
    });
    await waitFor(async () => (await fetch(`http://127.0.0.1:${port}/health/ready`)).ok, { what: `${workload} ready` });
    fronts.get(workload)?.pointTo(port);
    running.set(workload, next);
  };
  await Promise.all(SERVICES.map(start));
  await start('gateway');
  return {
    url: `http://127.0.0.1:${portOf('gateway')}`,
    organizationUrl: `http://127.0.0.1:${portOf('organization')}`,
    keys,
    async roll(workload) {
      const old = running.get(workload);
      await start(workload);
      return { ended: old?.stop() ?? Promise.resolve() };
    },
    async stop() {
      await Promise.all([...running.values()].map((one) => one.stop('SIGKILL')));
      for (const front of fronts.values()) await front.close();
      await nats.stop();
      rmSync(storeDir, { recursive: true, force: true });
      for (const service of SERVICES) await dropDatabase(adminUrl, `${prefix}${service}`);
    },
  };
}
