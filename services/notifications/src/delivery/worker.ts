import { servicePrincipal } from '@campusgraph/auth';
import type { Logger } from '@campusgraph/logging';
import { type Database, newId } from '@campusgraph/persistence';
import { settleDelivery } from '../commands/settle-delivery.ts';
import { Delivery } from '../persistence/entities/delivery.ts';
import { claimDue, dueDeliveries } from '../persistence/queries/due-deliveries.ts';
import { askProviders } from './ask-providers.ts';
import type { DeliveryProvider } from './provider.ts';

/** Deliveries in hand at once. */
const BATCH = 50;
/** More than all timeouts of a try together: a delivery that is claimed and not settled by then belongs to a dead worker. */
const CLAIM_MS = 5 * 60_000;
/** A notice may wait this long after its fact before anybody looks. */
const POLL_MS = 250;

export interface DeliveryWorker {
  start(): void;
  /** Sends whatever is due now; resolves when nothing is. */
  runDue(): Promise<void>;
  /** Finishes what is in hand. */
  stop(): Promise<void>;
}

export interface WorkerOptions {
  database: Database;
  providers: readonly DeliveryProvider[];
  clock: () => Date;
  logger: Logger;
}

/**
 * Sends what is queued. A crash between a provider's yes and our commit sends the message again, with the same id: rather
 * twice than never. Any number of replicas may run; each claims its own.
 */
export function createWorker(options: WorkerOptions): DeliveryWorker {
  const { logger } = options;
  let last: Promise<unknown> = Promise.resolve();
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;

  // One batch after another, whoever asks: what `runDue` waits for includes what the timer began.
  const next = (): Promise<number> => {
    const batch = last.then(() => (stopped ? 0 : sendBatch(options)));
    last = batch.catch(() => {});
    return batch;
  };
  const poll = async (): Promise<void> => {
    const sent = await next().catch((error: unknown) => {
      logger.error({ err: error }, 'notices could not be sent, trying again');
      return 0;
    });
    if (!stopped) timer = setTimeout(poll, sent > 0 ? 0 : POLL_MS);
  };
  return {
    start: () => void poll(),
    async runDue() {
      while ((await next()) > 0);
    },
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await last;
      await Promise.all(options.providers.map((provider) => provider.close()));
    },
  };
}

/** Sends one batch; returns how many deliveries were in it. */
async function sendBatch({ database, providers, clock }: WorkerOptions): Promise<number> {
  const now = clock();
  const claimed = await claimDue(database, { now, until: new Date(now.getTime() + CLAIM_MS), limit: BATCH });
  for (const [organizationId, ids] of claimed) {
    const principal = servicePrincipal('notifications', organizationId);
    const due = await database.read(principal, (em) => dueDeliveries(em, ids, now));
    // Outside of any transaction: a slow provider must not hold a connection.
    const outcomes = new Map(
      await Promise.all(due.map(async (one) => [one.delivery.id, await askProviders(providers, one, now)] as const)),
    );
    await database.write({ principal, now: clock(), correlationId: newId() }, async (unit) => {
      for (const delivery of await unit.em.find(Delivery, { id: { $in: [...outcomes.keys()] } })) {
        const outcome = outcomes.get(delivery.id);
        if (outcome) settleDelivery(unit, delivery, outcome);
      }
    });
  }
  return [...claimed.values()].reduce((sum, ids) => sum + ids.length, 0);
}
