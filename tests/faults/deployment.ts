import { join } from 'node:path';
import { generateSigningKey } from '@campusgraph/auth';
import { connectJetStream } from '@campusgraph/events';
import { waitFor } from '@campusgraph/testing';
import pg from 'pg';
// Not the package: its entry brings the whole graph along.
import { CHECKOUT, SERVICES, type ServiceName } from '../../infra/stack/src/checkout.ts';
import { provisionAll } from '../../infra/stack/src/databases.ts';
import { environments } from '../../infra/stack/src/distributed/environment.ts';
import { type Supervised, supervise } from '../../infra/stack/src/distributed/supervise.ts';
import { freePort } from '../../infra/stack/src/free-port.ts';
import type { Keys } from '../../infra/stack/src/keys.ts';
import type { Foundations } from './foundations.ts';

/** The services that attendance and its school pass through, each a process; the two that write it down have a replica each. */
export const RUNNING = ['organization', 'crm', 'academics', 'attendance', 'billing', 'insights'] as const;
const REPLICATED: readonly Running[] = ['attendance', 'billing'];

export type Running = (typeof RUNNING)[number];
/** Which services run, and which of them twice. */
export interface Cast {
  running: readonly Running[];
  replicated: readonly Running[];
}

/** A guard against hanging for ever, not a measure of speed. */
const GUARD_MS = 300_000;

export interface Deployment {
  /** `http://127.0.0.1:port` of the gateway. */
  url: string;
  organizationUrl: string;
  keys: Keys;
  /** Of the first replica of a service, the one that the gateway asks. */
  serving(service: Running): Supervised;
  /** All processes of a service. */
  all(service: Running): Supervised[];
  /** The process that holds a service's lead, as its database tells. */
  leading(service: Running, lead: 'relay' | 'consumer'): Promise<Supervised>;
  /** Asks a service's database as a superuser, whom no row-level security stops. */
  query<Row extends pg.QueryResultRow>(service: string, sql: string): Promise<Row[]>;
  /** Resolves when every outbox is empty, everything in the stream is applied, and nothing is recorded any more. */
  settled(): Promise<void>;
  stop(): Promise<void>;
}

/** Real processes of the real services and the gateway; whoever dies is started again. */
export async function deploy(
  { adminUrl, natsUrl }: Foundations,
  { running, replicated }: Cast = { running: RUNNING, replicated: REPLICATED },
): Promise<Deployment> {
  const keys = { gateway: await generateSigningKey(), accessTokens: await generateSigningKey() };
  const ports = await portsOf(SERVICES);
  const gatewayPort = await freePort();
  const databases = await provisionAll(adminUrl);
  const environment = await environments({ databases, natsUrl, keys, ports, gatewayPort });
  const start = (name: ServiceName | 'gateway', port: number): Supervised =>
    supervise({
      name,
      file: join(CHECKOUT, name === 'gateway' ? 'gateway/src/main.ts' : `services/${name}/src/main.ts`),
      // Not jest's NODE_OPTIONS: these are the plain programs.
      environment: { ...environment[name], PORT: String(port), LOG_LEVEL: 'warn', NODE_OPTIONS: '' },
      onLine: (line) => {
        if (process.env.TEST_LOG_LEVEL) process.stderr.write(`${name}:${port} ${line}\n`);
      },
    });
  const serving = new Map(running.map((name) => [name, start(name, ports[name])]));
  const standingBy = await Promise.all(replicated.map(async (name) => start(name, await freePort())));
  const gateway = start('gateway', gatewayPort);
  const processes = [...serving.values(), ...standingBy];
  const transport = await connectJetStream({ servers: natsUrl });
  const query = queryAt(adminUrl);
  await Promise.all([...running.map((name) => ports[name]), gatewayPort].map(isReady));
  return {
    url: `http://127.0.0.1:${gatewayPort}`,
    organizationUrl: `http://127.0.0.1:${ports.organization}`,
    keys,
    query,
    serving: (service) => serving.get(service) as Supervised,
    all: (service) => processes.filter(({ name }) => name === service),
    leading: (service, lead) =>
      waitFor(
        async () => {
          const pid = await leaderOf(query, service, lead);
          return processes.find((one) => one.pid() === pid);
        },
        { what: `the ${lead} of ${service}`, timeoutMs: GUARD_MS },
      ),
    async settled() {
      await waitFor(() => isSettled(query, transport, running), {
        what: 'every event to be applied',
        timeoutMs: GUARD_MS,
      });
    },
    async stop() {
      await transport.close();
      await gateway.stop();
      await Promise.all(processes.map((one) => one.stop()));
    },
  };
}

async function portsOf(services: readonly ServiceName[]): Promise<Record<ServiceName, number>> {
  const entries = await Promise.all(services.map(async (service) => [service, await freePort()] as const));
  return Object.fromEntries(entries) as Record<ServiceName, number>;
}

const isReady = (port: number): Promise<boolean> =>
  waitFor(async () => (await fetch(`http://127.0.0.1:${port}/health/ready`)).ok, {
    what: `readiness on port ${port}`,
    timeoutMs: GUARD_MS,
  });

const queryAt =
  (adminUrl: string): Deployment['query'] =>
  async <Row extends pg.QueryResultRow>(service: string, sql: string) => {
    const client = new pg.Client(Object.assign(new URL(adminUrl), { pathname: `/${service}` }).href);
    // A server that is killed under the connection fails the query, and must not end the test as well.
    client.on('error', () => {});
    await client.connect();
    try {
      return (await client.query<Row>(sql)).rows;
    } finally {
      await client.end();
    }
  };

const LEADER = `
select application_name as name from pg_stat_activity join pg_locks using (pid)
where datname = current_database() and locktype = 'advisory' and granted and application_name like 'campusgraph %@%'`;

/** The number of the process whose connection holds the lock. */
async function leaderOf(query: Deployment['query'], service: string, lead: string): Promise<number | undefined> {
  const holders = (await query<{ name: string }>(service, LEADER)).map(({ name }) => name);
  const [, pid] =
    holders
      .map((name) => /^campusgraph (\w+) (\d+)@/.exec(name))
      .find((match) => match?.[1] === lead)
      ?.slice(1) ?? [];
  return pid === undefined ? undefined : Number(pid);
}

const STATE = `
select (select count(*)::int from events.outbox) as waiting, (select count(*)::int from events.log) as recorded`;

async function isSettled(
  query: Deployment['query'],
  transport: Awaited<ReturnType<typeof connectJetStream>>,
  running: readonly Running[],
): Promise<boolean> {
  const look = () =>
    Promise.all(running.map((service) => query<{ waiting: number; recorded: number }>(service, STATE)));
  const before = (await look()).flat();
  if (before.some(({ waiting }) => waiting > 0)) return false;
  for (const consumer of running) if ((await transport.pending(consumer)) > 0) return false;
  const total = (rows: typeof before) => rows.reduce((sum, { recorded }) => sum + recorded, 0);
  return total((await look()).flat()) === total(before);
}
