import type { DatabaseUrls } from '@campusgraph/persistence';
import { SERVICES, type ServiceName } from '../checkout.ts';
import { exportKeys, type Keys, TOKEN_ISSUER } from '../keys.ts';

/** What a distributed graph stands on. */
export interface Foundations {
  databases: Record<ServiceName, DatabaseUrls>;
  natsUrl: string;
  keys: Keys;
  /** Where each service listens on 127.0.0.1. */
  ports: Record<ServiceName, number>;
  /** Where the graph is served. */
  gatewayPort: number;
}

/** The launcher ends the gateway before the services, so nobody has to leave them first. */
const DRAIN_MS = '0';

/** The environment of each process, as its config.ts reads it. A private key goes only to the process that signs with it. */
export async function environments(
  foundations: Foundations,
): Promise<Record<ServiceName | 'gateway', NodeJS.ProcessEnv>> {
  const { databases, natsUrl, keys, ports, gatewayPort } = foundations;
  const secret = await exportKeys(keys);
  const ofService = (service: ServiceName): NodeJS.ProcessEnv => ({
    HOST: '127.0.0.1',
    DRAIN_MS,
    PORT: String(ports[service]),
    DATABASE_OWNER_URL: databases[service].owner,
    DATABASE_URL: databases[service].app,
    DATABASE_SYSTEM_URL: databases[service].system,
    NATS_URL: natsUrl,
    GATEWAY_JWKS: JSON.stringify({ keys: [keys.gateway.publicJwk] }),
  });
  const services = Object.fromEntries(SERVICES.map((service) => [service, ofService(service)]));
  const urls = Object.fromEntries(
    SERVICES.map((service) => [`${service.toUpperCase()}_URL`, `http://127.0.0.1:${ports[service]}`]),
  );
  return {
    ...(services as Record<ServiceName, NodeJS.ProcessEnv>),
    organization: {
      ...ofService('organization'),
      ACCESS_TOKEN_KEYS: JSON.stringify([secret.accessTokens]),
      TOKEN_ISSUER,
    },
    gateway: {
      ...urls,
      DRAIN_MS,
      PORT: String(gatewayPort),
      GATEWAY_SIGNING_KEY: JSON.stringify(secret.gateway),
      TOKEN_ISSUER,
    },
  };
}
