import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { importSigningKey, type SigningKey } from '@campusgraph/auth';
import { json, port, readConfig, serverEnvironment } from '@campusgraph/config';
import { z } from 'zod';
import { isNetwork } from './http/client-address.ts';
import { DEFAULT_LIMITS, type Limits } from './limits/limits.ts';

const SUBGRAPHS = [
  'organization',
  'crm',
  'academics',
  'attendance',
  'billing',
  'support',
  'feedback',
  'notifications',
  'insights',
] as const;

type Subgraph = (typeof SUBGRAPHS)[number];

const httpUrl = z.url({ protocol: /^https?$/ });

/** `BILLING_URL` and so on. */
const subgraphUrls = Object.fromEntries(SUBGRAPHS.map((name) => [`${name.toUpperCase()}_URL`, httpUrl])) as Record<
  `${Uppercase<Subgraph>}_URL`,
  typeof httpUrl
>;

const environment = {
  ...serverEnvironment,
  PORT: port.default(4000),
  /** Requests under way at once; a subgraph may hold three quarters of them. */
  MAX_REQUESTS: z.coerce.number().int().min(4).default(DEFAULT_LIMITS.requests),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  /** The private JWK (Ed25519, with `kid`) that signs principals; subgraphs get its public half as GATEWAY_JWKS. */
  GATEWAY_SIGNING_KEY: json.pipe(
    z.looseObject({ kty: z.literal('OKP'), crv: z.literal('Ed25519'), d: z.string(), x: z.string(), kid: z.string() }),
  ),
  /** The issuer that access tokens must name: organization's TOKEN_ISSUER. */
  TOKEN_ISSUER: z.string().min(1),
  /** Another composed supergraph than the committed one. */
  SUPERGRAPH_FILE: z.string().default(fileURLToPath(new URL('../supergraph.graphql', import.meta.url))),
  /** Comma-separated origins that browsers may call from; any when absent. */
  ALLOWED_ORIGINS: z
    .string()
    .transform((list) => list.split(',').map((origin) => origin.trim()))
    .optional(),
  /** Comma-separated addresses and networks of the proxies in front, whose X-Forwarded-For is believed; none when absent. */
  TRUSTED_PROXIES: z
    .string()
    .transform((list) => list.split(',').map((network) => network.trim()))
    .refine((list) => list.every(isNetwork), { error: 'is not a list of addresses and networks such as 10.0.0.0/8' })
    .optional(),
  ...subgraphUrls,
};

export interface GatewayConfig {
  port: number;
  host: string | undefined;
  drainMs: number;
  limits: Pick<Limits, 'requests'>;
  logLevel: string;
  signingKey: SigningKey;
  issuer: string;
  supergraphSdl: string;
  allowedOrigins: readonly string[] | undefined;
  trustedProxies: readonly string[] | undefined;
  subgraphUrls: Record<Subgraph, string>;
}

/** The only reader of the environment. Throws ConfigError naming every missing or wrong variable. */
export async function readGatewayConfig(source: NodeJS.ProcessEnv): Promise<GatewayConfig> {
  const read = readConfig(environment, source);
  const urls = SUBGRAPHS.map((name) => [name, read[`${name.toUpperCase() as Uppercase<Subgraph>}_URL`]]);
  return {
    port: read.PORT,
    host: read.HOST,
    drainMs: read.DRAIN_MS,
    limits: { requests: read.MAX_REQUESTS },
    logLevel: read.LOG_LEVEL,
    signingKey: await importSigningKey(read.GATEWAY_SIGNING_KEY),
    issuer: read.TOKEN_ISSUER,
    supergraphSdl: readFileSync(read.SUPERGRAPH_FILE, 'utf8'),
    allowedOrigins: read.ALLOWED_ORIGINS,
    trustedProxies: read.TRUSTED_PROXIES,
    subgraphUrls: Object.fromEntries(urls) as Record<Subgraph, string>,
  };
}
