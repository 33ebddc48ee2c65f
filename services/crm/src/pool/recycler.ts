import { servicePrincipal } from '@campusgraph/auth';
import type { Logger } from '@campusgraph/logging';
import { type Database, newId } from '@campusgraph/persistence';
import { LEADS_AT_ONCE, recycleIdleLeads } from '../commands/recycle-idle-leads.ts';
import { type KnownBranch, withEveryBranch } from '../persistence/queries/every-branch.ts';

/** How often somebody looks whether it is time. */
const POLL_MS = 1_000;
/** A policy counts days, so a lead goes back at most this much late. */
const ROUND_MS = 10 * 60_000;

export interface Recycler {
  start(): void;
  /** After the branch in hand. */
  stop(): Promise<void>;
}

export interface RecyclerOptions {
  database: Database;
  clock: () => Date;
  logger: Logger;
}

/** Puts idle leads of every organization back into their pools, by each one's policy. Of any number of processes one goes round. */
export function createRecycler({ database, clock, logger }: RecyclerOptions): Recycler {
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  let next = 0;
  let last: Promise<void> = Promise.resolve();

  const poll = async (): Promise<void> => {
    const now = clock().getTime();
    if (now >= next) {
      next = now + ROUND_MS;
      await goRound().catch((error: unknown) =>
        logger.error({ err: error }, 'idle leads were not recycled, trying again'),
      );
    }
    if (!stopped) timer = setTimeout(again, POLL_MS);
  };
  const again = () => {
    last = poll();
  };
  const goRound = () =>
    withEveryBranch(database, async (branches) => {
      for (const branch of branches) {
        if (stopped) return;
        // One branch that fails is no reason to leave out the others.
        await recycle(branch).catch((error: unknown) =>
          logger.error({ err: error, ...branch }, 'idle leads of a branch were not recycled'),
        );
      }
    });
  const recycle = async ({ organizationId, branchId }: KnownBranch): Promise<void> => {
    const principal = servicePrincipal('crm', organizationId);
    for (let recycled = LEADS_AT_ONCE; recycled === LEADS_AT_ONCE && !stopped; ) {
      const scope = { principal, now: clock(), correlationId: newId() };
      recycled = await database.write(scope, async (unit) => (await recycleIdleLeads(unit, branchId)).length);
    }
  };
  return {
    start: again,
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await last;
    },
  };
}
