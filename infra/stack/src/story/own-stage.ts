import { generateSigningKey } from '@campusgraph/auth';
import { SERVICES } from '../checkout.ts';
import { type Graph, startGraph } from '../graph.ts';
import type { Keys } from '../keys.ts';
import { dropDatabase } from '../provision.ts';
import { type SmtpMailbox, startSmtpMailbox } from './smtp-mailbox.ts';
import { provisionStage } from './stage-databases.ts';
import type { StoryClock } from './story.ts';

/** A whole graph for one story: its own databases, a clock that is set, mail that arrives. */
export interface OwnStage {
  graph: Graph;
  keys: Keys;
  clock: StoryClock;
  mailbox: SmtpMailbox;
  /** Stops everything and deletes the databases. */
  close(): Promise<void>;
}

export interface OwnStageOptions {
  /** The administrator's URL of a Postgres that may be written to. */
  adminUrl: string;
  /** Before each database's name: `story_`. */
  prefix: string;
  /** Facts travel over this NATS server; without it inside the process. */
  natsUrl?: string;
}

/** Starts it at 1970; a story sets the clock first. */
export async function openOwnStage({ adminUrl, prefix, natsUrl }: OwnStageOptions): Promise<OwnStage> {
  const mailbox = await startSmtpMailbox();
  const clock = settableClock();
  const databases = await provisionStage(adminUrl, prefix, clock);
  const keys = { gateway: await generateSigningKey(), accessTokens: await generateSigningKey() };
  const graph = await startGraph({
    databases,
    keys,
    clock,
    port: 0,
    host: '127.0.0.1',
    natsUrl,
    smtpUrl: mailbox.url,
    logLevel: process.env.LOG_LEVEL ?? 'error',
  });
  return {
    graph,
    keys,
    clock,
    mailbox,
    async close() {
      await graph.stop();
      await mailbox.close();
      for (const service of SERVICES) await dropDatabase(adminUrl, `${prefix}${service}`);
    },
  };
}

function settableClock(): StoryClock {
  let time = 0;
  return Object.assign(() => new Date(time), {
    set(to: Date | string) {
      time = new Date(to).getTime();
    },
  });
}
