import { z } from 'zod';

/** The environment does not say what the process needs; the message names each variable and what is wrong with it. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

/**
 * Reads the environment once. Throws ConfigError with every wrong or missing variable at once, never with its value,
 * which may be a secret.
 */
export function readConfig<Shape extends z.ZodRawShape>(
  shape: Shape,
  environment: NodeJS.ProcessEnv,
): z.output<z.ZodObject<Shape>> {
  const result = z.object(shape).safeParse(environment);
  if (result.success) return result.data;
  const lines = result.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`);
  throw new ConfigError(`The environment is not complete:\n${lines.join('\n')}`);
}

/** A TCP port. */
export const port = z.coerce.number().int().min(0).max(65_535);
/** A Postgres connection URL. */
export const postgresUrl = z.url({ protocol: /^postgres(ql)?$/ });
const natsUrl = z.url({ protocol: /^(nats|tls|ws|wss)$/ });
/** URLs of NATS servers, separated by commas: `nats://a:4222,nats://b:4222` for a cluster. */
export const natsServers = z
  .string()
  .refine((list) => list.split(',').every((url) => natsUrl.safeParse(url.trim()).success), {
    error: 'is not a list of URLs that begin with nats://, tls://, ws:// or wss://',
  });
/** JSON in a variable, parsed. */
export const json = z.string().transform((text, context): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    context.addIssue({ code: 'custom', message: 'is not JSON' });
    return z.NEVER;
  }
});

/** What every process that serves HTTP reads. */
export const serverEnvironment = {
  /** The interface to listen on; every one when absent, as in a pod. */
  HOST: z.string().optional(),
  /**
   * How long a process that was told to end goes on answering while its clients leave it: longer than the gateway keeps an
   * idle connection, and than it takes a cluster to send nobody here any more.
   */
  DRAIN_MS: z.coerce.number().int().min(0).default(5_000),
};

/** What every service reads: its three ways into its database, the bus, and whose word it believes. */
export const serviceEnvironment = {
  ...serverEnvironment,
  PORT: port.default(0),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  DATABASE_OWNER_URL: postgresUrl,
  DATABASE_URL: postgresUrl,
  DATABASE_SYSTEM_URL: postgresUrl,
  NATS_URL: natsServers,
  /** Copies of the events within a NATS cluster, where the stream is made; a stream that is there is left as it is. */
  NATS_REPLICAS: z.coerce.number().int().min(1).max(5).default(1),
  /** JWKS of the gateway: the only signer of principals that a subgraph believes. */
  GATEWAY_JWKS: json.pipe(z.object({ keys: z.array(z.looseObject({ kty: z.string() })) })),
};
