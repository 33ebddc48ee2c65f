import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { connectJetStream, createEmbeddedTransport, settled } from '@campusgraph/events';
import { callSubgraphs, createGateway, type Gateway, listen } from '@campusgraph/gateway';
import type { Service } from '@campusgraph/graphql';
import { createLogger } from '@campusgraph/logging';
import type { DatabaseUrls } from '@campusgraph/persistence';
import { CHECKOUT, SERVICES, type ServiceName } from './checkout.ts';
import { type Founder, foundOrganization } from './found-organization.ts';
import { requireFreePort } from './free-port.ts';
import { type Keys, TOKEN_ISSUER } from './keys.ts';
import { createNamedService } from './services.ts';

export interface GraphOptions {
  /** Provisioned databases: see `provisionAll`. */
  databases: Record<ServiceName, DatabaseUrls>;
  keys: Keys;
  clock: () => Date;
  /** Where the gateway listens; 0 for any free port. */
  port: number;
  /** Default: every interface. */
  host?: string;
  /** Facts travel over this NATS server; without it from outbox to inbox inside the process. */
  natsUrl?: string | undefined;
  /** The mail server that notices go out through; without it they are only logged. */
  smtpUrl?: string | undefined;
  /** pino's levels; default `warn`. */
  logLevel?: string;
  /** Default: all nine. One that is left out counts as down. */
  services?: readonly ServiceName[];
  /** Default: the committed one. */
  supergraphSdl?: string;
  /** Tells the schema to everyone: for GraphiQL that opens before anybody signed in. */
  openIntrospection?: boolean;
  /** What GraphiQL greets with. */
  welcomeQuery?: string;
}

/** The whole graph in this process. */
export interface Graph {
  /** `http://localhost:4000`, without a slash at the end. */
  url: string;
  gateway: Gateway;
  services: ReadonlyMap<string, Service>;
  /** Resolves when every service has applied what the others told it. */
  settled(): Promise<void>;
  /** Makes a tenant with its first user, as the operator of the platform. */
  found(founder: Founder): Promise<{ organizationId: string; founderId: string }>;
  /** Requests under way finish, then what was told is applied or stays in its outbox. */
  stop(): Promise<void>;
}

/** Starts the services and the gateway in this process. @throws LaunchError PORT_TAKEN */
export async function startGraph(options: GraphOptions): Promise<Graph> {
  const { keys, clock, natsUrl, logLevel = 'warn' } = options;
  if (options.port !== 0) await requireFreePort(options.port);
  const logger = createLogger({ service: 'graph', level: logLevel });
  const transport = natsUrl ? await connectJetStream({ servers: natsUrl, logger }) : createEmbeddedTransport();
  const stops: (() => Promise<void>)[] = [() => transport.close()];
  const stop = async (): Promise<void> => {
    for (const one of stops.splice(0).reverse()) await one();
  };
  try {
    const services = await createServices(options, transport, stops);
    // Every consumer is there now, so nothing that a relay sends can go past one.
    await Promise.all(services.map((service) => service.start()));
    const gateway = await createGateway({
      ...callSubgraphs(services),
      supergraphSdl: options.supergraphSdl ?? (await readFile(join(CHECKOUT, 'gateway/supergraph.graphql'), 'utf8')),
      signingKey: keys.gateway,
      issuer: TOKEN_ISSUER,
      clock,
      logger: logger.child({ service: 'gateway' }),
      openIntrospection: options.openIntrospection ?? false,
      ...(options.welcomeQuery !== undefined && { welcomeQuery: options.welcomeQuery }),
    });
    stops.push(() => gateway.stop());
    const server = await listen(gateway, { port: options.port, host: options.host });
    stops.push(() => server.close());
    const byName = new Map(services.map((service) => [service.name, service]));
    return {
      url: `http://localhost:${server.port}`,
      gateway,
      services: byName,
      settled: () => settled(services.map((service) => service.events)),
      found: (founder) => foundOrganization(byName.get('organization'), founder, { key: keys.gateway, now: clock() }),
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** All at once: what takes long is loading the code and reading the databases' state. */
export async function createServices(
  { databases, keys, clock, smtpUrl, logLevel = 'warn', services = SERVICES }: GraphOptions,
  transport: ReturnType<typeof createEmbeddedTransport>,
  stops: (() => Promise<void>)[],
): Promise<Service[]> {
  const outcomes = await Promise.allSettled(
    services.map(async (name) => {
      const logger = createLogger({ service: name, level: logLevel });
      const gatewayJwks = { keys: [keys.gateway.publicJwk] };
      const config = { database: databases[name], transport, gatewayJwks, clock, logger };
      const service = await createNamedService(name, config, { keys, smtpUrl });
      stops.push(() => service.stop());
      return service;
    }),
  );
  const failed = outcomes.find((outcome) => outcome.status === 'rejected');
  if (failed) throw failed.reason;
  return outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : []));
}
