import { servicePrincipal } from '@campusgraph/auth';
import type { Logger } from '@campusgraph/logging';
import { type Database, newId } from '@campusgraph/persistence';
import { passSeatsOn } from '../commands/pass-seats-on.ts';
import { type ClassWithLine, classesWithLapsedOffers, classesWithLine } from '../persistence/queries/wait-list.ts';

/** A seat may stay held this long after its offer's deadline; offers last hours. */
const POLL_MS = 1000;
/** How often every line is looked at: a seat may become free by the hour, when somebody who leaves on a later day has gone. */
const ROUND_MS = 60_000;
/** Classes in one look. */
const BATCH = 100;
const LEAST_ID = '00000000-0000-0000-0000-000000000000';

export interface OfferWorker {
  start(): void;
  /** Passes on every seat that is due now and that nobody else has in hand. */
  runDue(): Promise<void>;
  /** Finishes what is in hand. */
  stop(): Promise<void>;
}

export interface OfferWorkerOptions {
  database: Database;
  clock: () => Date;
  logger: Logger;
}

/**
 * Passes seats on whose offers nobody answered. Everything is in the rows, and each class is one transaction under its lock: a
 * process that dies leaves it to the next look, and any number of processes may look at once.
 */
export function createOfferWorker(options: OfferWorkerOptions): OfferWorker {
  const { database, clock, logger } = options;
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  let last: Promise<unknown> = Promise.resolve();
  let nextRound = 0;

  async function lookAtLapsed(): Promise<void> {
    await passOn(options, await classesWithLapsedOffers(database, clock(), BATCH));
  }
  async function lookAtAll(): Promise<void> {
    for (let after = LEAST_ID; !stopped; ) {
      const classes = await classesWithLine(database, after, BATCH);
      await passOn(options, classes);
      const furthest = classes.at(-1)?.classGroupId;
      if (!furthest) return;
      after = furthest;
    }
  }
  const poll = async (): Promise<void> => {
    try {
      await lookAtLapsed();
      if (performance.now() >= nextRound) {
        nextRound = performance.now() + ROUND_MS;
        await lookAtAll();
      }
    } catch (error) {
      logger.error({ err: error }, 'wait lists could not be looked at, trying again');
    }
    if (!stopped) timer = setTimeout(again, POLL_MS);
  };
  const again = () => {
    last = poll();
  };
  return {
    start: again,
    async runDue() {
      await lookAtLapsed();
      await lookAtAll();
    },
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await last;
    },
  };
}

async function passOn(
  { database, clock, logger }: OfferWorkerOptions,
  classes: readonly ClassWithLine[],
): Promise<void> {
  for (const { classGroupId, organizationId } of classes) {
    const scope = { principal: servicePrincipal('academics', organizationId), now: clock(), correlationId: newId() };
    // One class that goes wrong does not keep the others from their seats.
    await database
      .write(scope, (unit) => passSeatsOn(unit, { classGroupId }))
      .catch((error: unknown) => {
        logger.error({ err: error, classGroupId }, 'a seat could not be passed on, trying again');
      });
  }
}
