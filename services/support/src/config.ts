import { readConfig, serviceEnvironment } from '@campusgraph/config';

/** What this process was told; the only place that reads the environment. */
export function config(variables: NodeJS.ProcessEnv) {
  const read = readConfig(serviceEnvironment, variables);
  return {
    server: { port: read.PORT, host: read.HOST, drainMs: read.DRAIN_MS },
    logLevel: read.LOG_LEVEL,
    nats: { servers: read.NATS_URL, replicas: read.NATS_REPLICAS },
    database: { owner: read.DATABASE_OWNER_URL, app: read.DATABASE_URL, system: read.DATABASE_SYSTEM_URL },
    gatewayJwks: read.GATEWAY_JWKS,
  };
}
