import { importSigningKey, type SigningKey } from '@campusgraph/auth';
import { json, readConfig, serviceEnvironment } from '@campusgraph/config';
import type { JWK } from 'jose';
import { z } from 'zod';

const environment = {
  ...serviceEnvironment,
  /** A JSON array of private Ed25519 JWKs with `kid`: the first signs, all are published. */
  ACCESS_TOKEN_KEYS: json.pipe(
    z.array(z.looseObject({ kty: z.literal('OKP'), kid: z.string(), d: z.string() })).min(1),
  ),
  /** The `iss` of access tokens, as the gateway expects it. */
  TOKEN_ISSUER: z.string().min(1),
};

/** What this process was told; the only place that reads the environment. */
export async function config(variables: NodeJS.ProcessEnv) {
  const read = readConfig(environment, variables);
  const keys = await Promise.all(read.ACCESS_TOKEN_KEYS.map((jwk) => importSigningKey(jwk as JWK)));
  return {
    server: { port: read.PORT, host: read.HOST, drainMs: read.DRAIN_MS },
    logLevel: read.LOG_LEVEL,
    nats: { servers: read.NATS_URL, replicas: read.NATS_REPLICAS },
    database: { owner: read.DATABASE_OWNER_URL, app: read.DATABASE_URL, system: read.DATABASE_SYSTEM_URL },
    gatewayJwks: read.GATEWAY_JWKS,
    tokens: { keys: keys as [SigningKey, ...SigningKey[]], issuer: read.TOKEN_ISSUER },
  };
}
