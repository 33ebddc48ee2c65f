import { readConfig, serviceEnvironment } from '@campusgraph/config';
import { z } from 'zod';

const smtpUrl = z.url({ protocol: /^smtps?$/ });

const environment = {
  ...serviceEnvironment,
  /** `smtp://user:password@host:587` or `smtps://…`. Left out: mails are only logged. */
  SMTP_URL: smtpUrl.optional(),
  /** Asked when SMTP_URL does not answer. */
  SMTP_FALLBACK_URL: smtpUrl.optional(),
  MAIL_SENDER: z.string().min(3).optional(),
  /** `true` shows what notices say in the log; on a developer's machine only. */
  SHOW_NOTICES_IN_LOG: z.stringbool().default(false),
};

/** What this process was told; the only place that reads the environment. */
export function config(variables: NodeJS.ProcessEnv) {
  const read = readConfig(environment, variables);
  return {
    server: { port: read.PORT, host: read.HOST, drainMs: read.DRAIN_MS },
    logLevel: read.LOG_LEVEL,
    nats: { servers: read.NATS_URL, replicas: read.NATS_REPLICAS },
    database: { owner: read.DATABASE_OWNER_URL, app: read.DATABASE_URL, system: read.DATABASE_SYSTEM_URL },
    gatewayJwks: read.GATEWAY_JWKS,
    smtpUrls: [read.SMTP_URL, read.SMTP_FALLBACK_URL].filter((url) => url !== undefined),
    ...(read.MAIL_SENDER && { sender: read.MAIL_SENDER }),
    showNoticesInLog: read.SHOW_NOTICES_IN_LOG,
  };
}
