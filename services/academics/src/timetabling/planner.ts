import { servicePrincipal } from '@campusgraph/auth';
import type { Logger } from '@campusgraph/logging';
import { type Database, newId } from '@campusgraph/persistence';
import { finishTimetableRun, type RunResult } from '../commands/finish-timetable-run.ts';
import { fromJson } from '../domain/timetabling/school/index.ts';
import { TimetableRun } from '../persistence/entities/timetable-run.ts';
import { type ClaimedRun, claimRun, keepRun } from '../persistence/queries/waiting-runs.ts';
import { type RunningSearch, type SearchProgress, searchInThread } from './search-in-thread.ts';

/** A run may wait this long before anybody looks. */
const POLL_MS = 500;
/** How often a run tells how far it is, and learns that it was cancelled. */
const BEAT_MS = 1000;
/** Many beats: a run that was not kept for so long belongs to a dead process. */
const LEASE_MS = 30_000;
/** A run that took so many processes with it is not begun again. */
const MAX_ATTEMPTS = 3;

export interface Planner {
  start(): void;
  /** Ends the search in hand, which the next process begins again. */
  stop(): Promise<void>;
}

export interface PlannerOptions {
  database: Database;
  clock: () => Date;
  logger: Logger;
}

/** Searches for the timetables that are waiting, one at a time; any number of processes may run. */
export function createPlanner(options: PlannerOptions): Planner {
  const { logger } = options;
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  let last: Promise<void> = Promise.resolve();
  const inHand: InHand = { search: null };

  const poll = async (): Promise<void> => {
    const worked = await searchNext(options, inHand, () => stopped).catch((error: unknown) => {
      logger.error({ err: error }, 'a timetable run went wrong, trying again');
      return false;
    });
    if (!stopped) timer = setTimeout(again, worked ? 0 : POLL_MS);
  };
  const again = () => {
    last = poll();
  };
  return {
    start: again,
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await inHand.search?.stop();
      await last;
    },
  };
}

interface InHand {
  search: RunningSearch | null;
}

/** False when none is waiting. */
async function searchNext(options: PlannerOptions, inHand: InHand, stopped: () => boolean): Promise<boolean> {
  const { database, clock, logger } = options;
  const lease = () => new Date(clock().getTime() + LEASE_MS);
  const run = await claimRun(database, clock(), lease());
  if (!run) return false;
  const settle = (result: RunResult) => settleRun(options, run, result);
  if (run.attempts > MAX_ATTEMPTS) await settle({ status: 'FAILED' });
  const asked = run.attempts > MAX_ATTEMPTS ? null : await readRun(database, run);
  if (!asked || stopped()) return true;
  const began = performance.now();
  const secondsSpent = () => Math.round((performance.now() - began) / 1000);
  let progress: SearchProgress | null = null;
  const search = searchInThread(asked, (reached) => {
    progress = reached;
  });
  inHand.search = search;
  const beat = setInterval(async () => {
    const { bestCost = null, unplacedCount = null } = progress ?? {};
    const kept = { until: lease(), bestCost, unplacedCount, secondsSpent: secondsSpent() };
    // What the database cannot be told now is told at the next beat.
    if (!(await keepRun(database, run, kept).catch(() => true))) await search.stop();
  }, BEAT_MS);
  try {
    const found = await search.found;
    if (found) await settle({ status: found.timetable.unplaced.length > 0 ? 'INFEASIBLE' : 'FINISHED', ...found });
    // Nobody has to wait until the lease is over.
    else if (stopped())
      await keepRun(database, run, { until: clock(), bestCost: null, unplacedCount: null, secondsSpent: 0 });
  } catch (error) {
    logger.error({ err: error, timetableRunId: run.id }, 'a search for a timetable failed');
    await settle({ status: 'FAILED' });
  } finally {
    clearInterval(beat);
    inHand.search = null;
    await search.stop();
  }
  return true;
}

async function readRun(database: Database, { id, organizationId }: ClaimedRun) {
  const row = await database.read(servicePrincipal('academics', organizationId), (em) =>
    em.findOne(TimetableRun, { id }, { populate: ['school'] }),
  );
  if (!row) return null;
  const { seed, secondsBudget, makeUpLost } = row;
  return { school: fromJson(row.school), seed, secondsBudget, makeUpLost, notBefore: row.createdAt };
}

const settleRun = async ({ database, clock }: PlannerOptions, run: ClaimedRun, result: RunResult): Promise<void> => {
  const principal = servicePrincipal('academics', run.organizationId);
  await database.write({ principal, now: clock(), correlationId: newId() }, (unit) =>
    finishTimetableRun(unit, run, result),
  );
};
