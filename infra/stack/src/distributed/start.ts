import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { CHECKOUT, DATA, SERVICES, type ServiceName } from '../checkout.ts';
import { provisionAll } from '../databases.ts';
import { freePort } from '../free-port.ts';
import { loadKeys } from '../keys.ts';
import { startNats } from '../nats/start.ts';
import { startPostgres } from '../postgres/start.ts';
import { environments } from './environment.ts';
import { type Supervised, supervise } from './supervise.ts';

export interface DistributedOptions {
  gatewayPort: number;
  /** Default: `.data` of the checkout. */
  dataDir?: string;
  /** An administrator's URL of a Postgres that is there already; else our own is started. */
  databaseUrl?: string | undefined;
  natsUrl?: string | undefined;
  /** Called with every line of every process; `position` is 0 to 9. */
  onLine: (name: string, position: number, line: string) => void;
}

export interface Distributed {
  /** `http://localhost:4000`, without a slash at the end. */
  url: string;
  /** The superuser's URL of our own Postgres; undefined where one was given. */
  adminUrl: string | undefined;
  processes: readonly Supervised[];
  /** Resolves when the gateway answers that it is ready. */
  ready(signal: AbortSignal): Promise<void>;
  /** The gateway first, so that no request is cut off, then the services, then what they stand on. */
  stop(): Promise<void>;
  /** Ends the processes without asking; the databases still stop cleanly. */
  kill(): Promise<void>;
}

/** The graph as ten processes over HTTP, with NATS and Postgres. */
export async function startDistributed(options: DistributedOptions): Promise<Distributed> {
  const dataDir = options.dataDir ?? DATA;
  const postgres = options.databaseUrl ? undefined : await startPostgres({ dataDir: join(dataDir, 'postgres') });
  const nats = await startNats({ storeDir: join(dataDir, 'nats'), url: options.natsUrl }).catch(async (error) => {
    await postgres?.stop();
    throw error;
  });
  const stopFoundations = async (): Promise<void> => {
    await nats.stop();
    await postgres?.stop();
  };
  try {
    const environment = await environments({
      databases: await provisionAll(options.databaseUrl ?? postgres?.adminUrl ?? ''),
      natsUrl: nats.url,
      keys: await loadKeys(join(dataDir, 'keys.json')),
      ports: await freePorts(),
      gatewayPort: options.gatewayPort,
    });
    const names = [...SERVICES, 'gateway'] as const;
    const processes = names.map((name, position) =>
      supervise({
        name,
        file: join(CHECKOUT, name === 'gateway' ? 'gateway/src/main.ts' : `services/${name}/src/main.ts`),
        environment: environment[name],
        onLine: (line) => options.onLine(name, position, line),
      }),
    );
    return { ...running(options.gatewayPort, processes, stopFoundations), adminUrl: postgres?.adminUrl };
  } catch (error) {
    await stopFoundations();
    throw error;
  }
}

function running(
  gatewayPort: number,
  processes: readonly Supervised[],
  stopFoundations: () => Promise<void>,
): Omit<Distributed, 'adminUrl'> {
  const services = processes.filter(({ name }) => name !== 'gateway');
  const gateway = processes.filter(({ name }) => name === 'gateway');
  const stopAll = (group: readonly Supervised[], signal: 'SIGTERM' | 'SIGKILL') =>
    Promise.all(group.map((one) => one.stop(signal)));
  return {
    url: `http://localhost:${gatewayPort}`,
    processes,
    ready: (signal) => answers(`http://127.0.0.1:${gatewayPort}/health/ready`, signal),
    async stop() {
      await stopAll(gateway, 'SIGTERM');
      await stopAll(services, 'SIGTERM');
      await stopFoundations();
    },
    async kill() {
      await stopAll(processes, 'SIGKILL');
      await stopFoundations();
    },
  };
}

async function freePorts(): Promise<Record<ServiceName, number>> {
  const entries = await Promise.all(SERVICES.map(async (service) => [service, await freePort()] as const));
  return Object.fromEntries(entries) as Record<ServiceName, number>;
}

/** Asks again and again until the answer is 200; only `signal` ends it before. */
async function answers(url: string, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const answer = await fetch(url, { signal }).catch(() => undefined);
    await answer?.body?.cancel();
    if (answer?.status === 200) return;
    await pause(100, undefined, { signal }).catch(() => undefined);
  }
}
